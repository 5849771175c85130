import type { OracleReply, OracleStep } from './case.ts';

type Json = unknown;
type JsonObject = Record<string, Json>;

/** The reply of a server at a step. */
export type Observed = OracleReply & { readonly baton?: 'open' | 'closed' };

/** Members that no two servers have alike, or that clients read in either form. */
const passedOver = new Set([
  'baton',
  'query_duration_ms',
  'replication_index',
  'rows_read',
  'rows_written',
  'extended_code',
]);

/** Takes out of a body what is not compared. */
export function tidy(value: Json): Json {
  if (Array.isArray(value)) return value.map(tidy);
  if (!isObject(value)) return value;
  if (value['type'] === 'replication_index') return { type: 'replication_index' };
  const kept: JsonObject = {};
  for (const [name, member] of Object.entries(value)) {
    if (passedOver.has(name) || (name === 'base_url' && member === null)) continue;
    kept[name] = tidyMember(name, member);
  }
  return kept;
}

function tidyMember(name: string, member: Json): Json {
  if (name === 'last_insert_rowid' && typeof member === 'number') return String(member);
  if (typeof member !== 'string') return tidy(member);
  if (name === 'base64') return member.replace(/=+$/, '');
  // How a database is called in a refusal is the server's own business.
  if (name === 'error') return member.replace(/(permission to namespace )\S+/, '$1…');
  return member;
}

/** A reply as it is compared: without the places that the case leaves open, and lenient about the words of a parser. */
export function comparable(
  { ignore = [], rows }: OracleStep,
  { status, type, headers, body, closed, protocol }: Observed,
): Json {
  const all: JsonObject = { status, type, headers, body, closed, protocol };
  for (const pointer of ignore) remove(all, pointer);
  if (ignore.includes('/body')) delete all['type'];
  if (rows === 'any' && Array.isArray(all['body'])) {
    all['body'] = all['body'].filter((entry) => !isObject(entry) || entry['type'] !== 'row');
  }
  return lenient(JSON.parse(JSON.stringify(all)));
}

function remove(from: JsonObject, pointer: string): void {
  const steps = pointer.split('/').slice(1);
  const last = steps.pop()!;
  let node: Json = from;
  for (const step of steps) node = isObject(node) || Array.isArray(node) ? (node as JsonObject)[step] : undefined;
  if (Array.isArray(node)) node[Number(last)] = null;
  else if (isObject(node)) delete node[last];
}

/** Let pass: where in a statement an error is, the words of a parser, the hint of a newer SQLite. */
function lenient(value: Json): Json {
  if (Array.isArray(value)) return value.map(lenient);
  if (!isObject(value)) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, lenient(member)]));
  if (typeof copy['message'] !== 'string') return copy;
  const message = copy['message']
    .replaceAll(/ \(at offset -?\d+\)/g, '')
    .replace(/no such column: "([^"]+)" - should this be a string literal in single-quotes\?/, 'no such column: $1');
  return {
    ...copy,
    message: copy['code'] === 'SQL_PARSE_ERROR' ? message.replace(/(could not be parsed: )[^]*$/, '$1…') : message,
  };
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
