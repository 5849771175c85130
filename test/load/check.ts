import { rootOperations as operations, type Reply } from '../helpers/operations.ts';
import type { RawResponse } from '../helpers/responses.ts';
import { faults } from '../helpers/schemas.ts';

const replies = new Map<string, Map<number, Reply>>(
  operations.map(({ id, replies: all }) => [id, new Map(all.map((reply) => [reply.status, reply]))]),
);
const apis = new Map(operations.map(({ id, api }) => [id, api]));

/** The violations of a response: of its status, its media type or its body. Reads none of the server's code. */
export function violationsOf(id: string, { status, headers, body }: RawResponse): string[] {
  const reply = replies.get(id)?.get(status);
  if (!reply) return [`${id} answered ${status}, which is not documented: ${body.slice(0, 200)}`];
  const found: string[] = [];
  if (headers['mockplane-operation'] !== id) found.push(`${id} was answered as ${headers['mockplane-operation']}`);
  const { content } = reply;
  const type = headers['content-type'];
  if (type !== content?.type) found.push(`${id} ${status} is ${type}, not ${content?.type}`);
  if (!content) return body === '' ? found : [...found, `${id} ${status} has a body: ${body.slice(0, 200)}`];
  if (content.type.endsWith('json')) found.push(...bodyFaults(id, status, content.schema, body));
  return found;
}

function bodyFaults(id: string, status: number, schema: string, body: string): string[] {
  try {
    return faults(apis.get(id)!, schema, JSON.parse(body)).map((fault) => `${id} ${status}: ${fault}`);
  } catch (error) {
    return [`${id} ${status} is no JSON: ${String(error)}`];
  }
}
