import { checkContent } from '../contract/check.ts';
import type { Contract } from '../contract/contract.ts';
import { essenceOf, isJson, isWithin } from '../contract/media-type.ts';
import type { Operation } from '../contract/operation.ts';
import type { Violation } from '../contract/problem.ts';
import { ownResponseFor, ownStatuses } from '../contract/responses.ts';
import { isSuccess } from './capture.ts';
import type { ConformanceViolation } from './probe.ts';
import { type ConformanceReport, UnreachableError } from './run.ts';
import { type ProbeRequest, type ProbeResponse, send } from './send.ts';

/** The server, the contract of a user's document, and how requests are made. */
export interface DocumentRunOptions {
  readonly contract: Contract;
  /** The server's URL, without a slash at its end. */
  readonly url: string;
  /** Makes a valid request to an operation. @param isBare without what need not be there */
  readonly makeRequest: (operation: Operation, isBare: boolean) => Omit<ProbeRequest, 'names'>;
  /** Called before each probe. */
  readonly onProbe?: ((probe: { operation: string; name: string; number: number; total: number }) => void) | undefined;
}

/**
 * Checks a server against the document of a user: sends two valid requests to each operation and one without a
 * credential, and checks each response against the document. Resources
 * that requests create stay, since no document says how to delete them.
 *
 * @throws UnreachableError when the first request reaches no server
 */
export async function runDocumentConformance(options: DocumentRunOptions): Promise<ConformanceReport> {
  const { contract, url, makeRequest, onProbe } = options;
  const violations = new Map<string, ConformanceViolation>();
  const statuses = new Map<string, number>();
  const reached = new Set<string>();
  const probes = contract.operations.flatMap((operation) => probesOf(operation, makeRequest));
  let sent = 0;
  for (const { operation, name, isValid, request } of probes) {
    onProbe?.({ operation: operation.id, name, number: sent + 1, total: probes.length });
    const reply = await send({ url, fetch: globalThis.fetch }, { ...request, names: new Map() });
    if (reply.isUnreachable && sent === 0) throw new UnreachableError(`${url} cannot be reached: ${reply.text}`);
    sent++;
    if (isValid && !isSuccess(statuses.get(operation.id) ?? 0)) statuses.set(operation.id, reply.status);
    if (isValid && isSuccess(reply.status)) reached.add(operation.id);
    const found = isValid ? judge(operation, reply) : judgeRefusal(operation, reply);
    for (const { pointer, message } of found) {
      const { method, path } = request;
      const violation = { operation: operation.id, probe: name, request: { method, path }, status: reply.status };
      violations.set([operation.id, reply.status, pointer, message].join(' '), { ...violation, pointer, message });
    }
  }
  return {
    api: contract.api.name,
    probes: sent,
    reached: [...reached],
    unreached: contract.operations
      .filter(({ id }) => !reached.has(id))
      .map(({ id }) => ({ operation: id, status: statuses.get(id) })),
    violations: [...violations.values()],
    leftBehind: [],
  };
}

interface DocumentProbe {
  readonly operation: Operation;
  readonly name: string;
  readonly isValid: boolean;
  readonly request: Omit<ProbeRequest, 'names'>;
}

function probesOf(operation: Operation, makeRequest: DocumentRunOptions['makeRequest']): DocumentProbe[] {
  const valid = makeRequest(operation, false);
  const found = [
    { operation, name: 'valid request', isValid: true, request: valid },
    { operation, name: 'with what is required', isValid: true, request: makeRequest(operation, true) },
  ];
  if (operation.allowsAnonymous) return found;
  const { authorization: _, cookie: __, ...others } = valid.headers;
  const headers: Record<string, string> = others;
  for (const scheme of operation.security) {
    if (scheme.type !== 'apiKey') continue;
    // A key in the query stays: the rest of the query cannot be told from it.
    if (scheme.in === 'query') return found;
    delete headers[scheme.name.toLowerCase()];
  }
  return [...found, { operation, name: 'without a credential', isValid: false, request: { ...valid, headers } }];
}

/** How a response breaks the document. */
function judge(operation: Operation, { status, mediaType, text, json }: ProbeResponse): readonly Violation[] {
  if (status === 0) return [{ pointer: '', message: `no response: ${text}` }];
  const response = ownResponseFor(operation, status);
  if (!response) {
    const documented = ownStatuses(operation).join(', ');
    return [{ pointer: '/status', message: `is ${status}; the document has ${documented}` }];
  }
  if (operation.method === 'HEAD') return [];
  const contents = response.content?.contents ?? [];
  if (contents.length === 0) return text === '' ? [] : [{ pointer: '/body', message: 'must be empty' }];
  const content = contents.find((each) => mediaType !== undefined && isWithin(mediaType, essenceOf(each.mediaType)));
  if (!content) {
    const types = contents.map((each) => each.mediaType).join(', ');
    return [{ pointer: '/headers/content-type', message: `is ${mediaType ?? 'missing'}; the document has ${types}` }];
  }
  if (!isJson(mediaType!)) return checkContent(content, mediaType, text);
  return json === undefined ? [{ pointer: '/body', message: 'must be JSON' }] : content.check(json);
}

function judgeRefusal(operation: Operation, reply: ProbeResponse): readonly Violation[] {
  const isRefused = reply.status >= 400 && reply.status < 500;
  if (!isRefused) return [{ pointer: '/status', message: `is ${reply.status} without a credential, not 401` }];
  return ownResponseFor(operation, reply.status) ? judge(operation, reply) : [];
}
