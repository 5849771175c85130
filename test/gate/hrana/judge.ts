import type { Json, JsonObject } from '../../helpers/documents.ts';
import type { Operation } from '../../helpers/operations.ts';
import { faults } from '../../helpers/schemas.ts';
import type { Faults } from '../judge.ts';
import type { Reply } from '../target.ts';

/** A documented response of one of some statuses: its media type and its body. */
export function answered(operation: Operation, reply: Reply, statuses: readonly number[]): Faults {
  if (!statuses.includes(reply.status)) return [`is ${reply.status}, not ${statuses.join(' or ')}: ${shown(reply)}`];
  return conforming(operation, reply);
}

/** Any documented response. */
export function conforming(operation: Operation, reply: Reply): Faults {
  const documented = operation.replies.find(({ status }) => status === reply.status);
  if (!documented) return [`is ${reply.status}, which ${operation.id} does not document: ${shown(reply)}`];
  const name = reply.headers['mockplane-operation'];
  const named = name === operation.id ? [] : [`is named ${name ?? 'nothing'}, not ${operation.id}`];
  const { contents } = documented;
  if (contents.length === 0) return reply.text === '' ? named : [...named, `has a body: ${shown(reply)}`];
  const type = reply.headers['content-type'] ?? 'none';
  // The service does not name the type of a dump.
  const content = contents.find((each) => each.type === type || each.type === '*/*');
  if (!content) return [...named, `has the type ${type}, not ${contents.map((each) => each.type).join(' or ')}`];
  return [...named, ...bodyFaults(content.type, content.schema, reply)];
}

function bodyFaults(type: string, schema: string, reply: Reply): Faults {
  const body = type === 'application/json' ? json(reply.text) : reply.text;
  if (body === undefined) return [`has a body that is no JSON: ${shown(reply)}`];
  return faults('hrana', schema, body).map((fault) => `has a body in which ${fault}: ${shown(reply)}`);
}

/** A refusal of what no operation answers. */
export function inErrorShape(reply: Reply): Faults {
  return bodyFaults('application/json', '/components/schemas/Error', reply);
}

/** The results in a pipeline's response: one for each request, of its type; the stream ends with `close`. */
export function resultsOf(body: JsonObject, reply: Reply): Faults {
  const requests = body['requests'] as JsonObject[];
  const { results, baton } = json(reply.text) as { results: JsonObject[]; baton: Json };
  if (results.length !== requests.length) return [`has ${results.length} results for ${requests.length} requests`];
  const found = requests.flatMap((request, index) => {
    const { type, response } = results[index]! as { type: string; response?: JsonObject };
    if (type !== 'ok') return [];
    if (response!['type'] !== request['type'])
      return [`answers ${String(request['type'])} with ${String(response!['type'])}`];
    return request['type'] === 'batch'
      ? stepFaults(request['batch'] as JsonObject, response!['result'] as JsonObject)
      : [];
  });
  const isClosed = requests.at(-1)?.['type'] === 'close';
  return isClosed && baton !== null ? [...found, 'has a baton for a closed stream'] : found;
}

/** An entry for each step in both lists of a batch's result. */
export function stepFaults(batch: JsonObject, result: JsonObject): Faults {
  const count = (batch['steps'] as Json[]).length;
  return ['step_results', 'step_errors']
    .filter((name) => (result[name] as Json[]).length !== count)
    .map((name) => `has ${(result[name] as Json[]).length} ${name} for ${count} steps`);
}

/** The lines of a cursor: what opens it, then entries; every step begins before it ends. */
export function lineFaults(batch: JsonObject, { text }: Reply): Faults {
  const [first, ...entries] = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => json(line) as JsonObject);
  const count = (batch['steps'] as Json[]).length;
  const found = [
    ...faults('hrana', '/components/schemas/CursorResponse', first),
    ...entries.flatMap((entry) => faults('hrana', '/components/schemas/CursorEntry', entry)),
  ];
  let isOpen = false;
  for (const entry of entries) {
    const type = String(entry['type']);
    if (Number(entry['step'] ?? -1) >= count) found.push(`tells of the step ${String(entry['step'])}`);
    if (['row', 'step_end'].includes(type) && !isOpen) found.push(`has ${type} outside of a step`);
    if (type === 'step_begin') isOpen = true;
    if (['step_end', 'step_error'].includes(type)) isOpen = false;
  }
  return found.map((fault) => `has lines in which ${fault}: ${text.slice(0, 300)}`);
}

function json(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function shown({ text }: Reply): string {
  return text.slice(0, 300);
}
