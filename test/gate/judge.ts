import type { Operation } from '../helpers/operations.ts';
import type { JsonObject, Json } from '../helpers/documents.ts';
import { faults as faultsUnder } from '../helpers/schemas.ts';
import type { Reply } from './target.ts';

/** The violations of a response; empty if there are none. */
export type Faults = readonly string[];

/** The shape of a refusal that no operation documents, and its media type. */
const errors: Readonly<Record<string, { readonly schema: string; readonly type: string }>> = {
  turso: { schema: '/components/schemas/Error', type: 'application/json' },
  'turso-2026': { schema: '/components/schemas/Error', type: 'application/json' },
  lambda: { schema: '/components/schemas/Errors', type: 'application/json' },
  admin: { schema: '/components/schemas/Problem', type: 'application/problem+json' },
};

/** A success that the contract documents, with the body that it documents. */
export function accepted(operation: Operation, reply: Reply): Faults {
  if (reply.status < 200 || reply.status > 299) return [`is ${reply.status}, not accepted: ${shown(reply)}`];
  return conforming(operation, reply);
}

/** A refusal of one of some statuses: as the operation documents it, or else in the shape of its API's errors. */
export function refused(operation: Operation, reply: Reply, statuses: readonly number[]): Faults {
  if (!statuses.includes(reply.status)) {
    return [`is ${reply.status}, not ${statuses.join(' or ')}: ${shown(reply)}`];
  }
  return operation.replies.some(({ status }) => status === reply.status)
    ? conforming(operation, reply)
    : [...named(operation, reply), ...inShape(operation.api, reply)];
}

/** A refusal of what could not be read, so that no operation was found for it: in the shape of the API's errors. */
export function unread({ api }: Operation, reply: Reply, status: number): Faults {
  if (reply.status !== status) return [`is ${reply.status}, not ${status}: ${shown(reply)}`];
  return inShape(api, reply);
}

/** A documented response, whatever its status is, and no failure. */
export function conforming(operation: Operation, reply: Reply): Faults {
  const documented = operation.replies.find(({ status }) => status === reply.status);
  if (!documented) return [`is ${reply.status}, which ${operation.id} does not document: ${shown(reply)}`];
  if (reply.status >= 500) return [`is ${reply.status}: ${shown(reply)}`];
  const { content } = documented;
  if (!content) return [...named(operation, reply), ...empty(reply)];
  return [...named(operation, reply), ...carries(operation.api, reply, content.type, content.schema)];
}

/** An error that belongs to no operation: unknown paths, methods that are not declared. */
export function inShape(api: string, reply: Reply): Faults {
  const { schema, type } = errors[api]!;
  return carries(api, reply, type, schema);
}

/** Without a body: HEAD, and what is documented so. */
export function empty({ text }: Reply): Faults {
  return text === '' ? [] : [`has a body: ${text.slice(0, 300)}`];
}

function named({ id }: Operation, { headers }: Reply): Faults {
  const name = headers['mockplane-operation'];
  return name === id ? [] : [`is named ${name ?? 'nothing'}, not ${id}`];
}

function carries(api: string, { headers, text }: Reply, type: string, schema: string): Faults {
  if (headers['content-type'] !== type) return [`has the type ${headers['content-type'] ?? 'none'}, not ${type}`];
  if (type === 'text/event-stream') return [];
  try {
    return faultsUnder(api, schema, JSON.parse(text)).map(
      (fault) => `has a body in which ${fault}: ${text.slice(0, 300)}`,
    );
  } catch {
    return [`has a body that is no JSON: ${text.slice(0, 300)}`];
  }
}

/** The JSON of a response. */
export function bodyOf(reply: Reply): JsonObject {
  const value = JSON.parse(reply.text) as Json;
  return (Array.isArray(value) ? { items: value } : value) as JsonObject;
}

function shown({ text }: Reply): string {
  return text.slice(0, 300);
}
