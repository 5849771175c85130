import { credential } from '../helpers/requests.ts';
import { operationOf, rootOperations as operations, type Operation } from '../helpers/operations.ts';
import type { Json } from '../helpers/documents.ts';

/** The parts of a request beside its operation. */
export interface Sent {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  /** In JSON, or a form as it stands. */
  readonly json?: Json;
  readonly form?: { readonly type: string; readonly text: string };
  /** Without a credential. */
  readonly isAnonymous?: boolean;
}

/** Sends a request of an operation, and gives its answer's body; undefined when it has none, or was refused. */
export type Ask = (id: string, sent?: Sent) => Promise<Json | undefined>;

const heads = new Map(operations.map((operation) => [operation.id, headersOf(operation)]));

function headersOf(operation: Operation): string {
  const headers = { host: '127.0.0.1', ...credential(operation) };
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
}

/** The bytes of a request. */
export function bytesOf(id: string, { path = {}, query, json, form, isAnonymous = false }: Sent): Buffer {
  const operation = operationOf(id);
  const target = operation.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const headers = isAnonymous ? 'host: 127.0.0.1\r\n' : heads.get(id)!;
  const body = form?.text ?? (json === undefined ? '' : JSON.stringify(json));
  const type = form?.type ?? 'application/json';
  const entity = body === '' ? '' : `content-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
  const search = query === undefined ? '' : `?${query}`;
  return Buffer.from(`${operation.method} ${target}${search} HTTP/1.1\r\n${headers}${entity}\r\n${body}`);
}
