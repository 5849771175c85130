import { unescapeToken } from '../contract/json-pointer.ts';
import type { Operations } from './affected-operations.ts';
import type { Difference } from './difference.ts';

/** The longest value that is printed in full, in characters. */
const longest = 160;

/** Formats ids of operations for `CHANGES.md`. */
export function namesOf(operations: Operations): string {
  if (operations === 'all') return 'All operations';
  return operations.length > 0 ? operations.map((id) => `\`${id}\``).join(', ') : 'No operation';
}

/** A place in readable form: `NewDatabase/required`, `/v1/locations get responses/200`. */
export function shortPlace(pointer: string): string {
  const [part, first, ...rest] = pointer.split('/').slice(1).map(unescapeToken);
  if (part === 'components') return rest.join('/');
  if (part !== 'paths' || first === undefined) return pointer.slice(1);
  const [method, ...inner] = rest;
  return [first, ...(method === undefined ? [] : [method]), ...(inner.length > 0 ? [inner.join('/')] : [])].join(' ');
}

/** Describes a difference in lines: the operations, the change, its place, and both values. */
export function described({ operations, message, place, before, after }: Difference): string {
  return [
    '',
    `  ${namesOf(operations).replaceAll('`', '')}`,
    `    ${message}`,
    `    at   ${shortPlace(place)}`,
    ...(before === undefined ? [] : [`    was  ${shown(before)}`]),
    ...(after === undefined ? [] : [`    is   ${shown(after)}`]),
    '',
  ].join('\n');
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** A number with its noun. */
export function count(number: number, one: string, more: string): string {
  return `${number} ${number === 1 ? one : more}`;
}
