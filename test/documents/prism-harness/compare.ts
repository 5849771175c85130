import { isDeepStrictEqual } from 'node:util';
import type { HarnessCase, HttpReply } from './case.ts';

/** Headers that belong to the server rather than to the answer. */
const ownHeaders =
  /^(?:date|connection|keep-alive|content-length|transfer-encoding|vary|server|access-control-.*|sl-.*)$/;

/** The differences between an expected reply and ours: an empty list if there are none. */
export function differences({ expected, comparison }: HarnessCase, actual: HttpReply): string[] {
  const found: string[] = [];
  if (actual.status !== expected.status) found.push(`status ${actual.status} instead of ${expected.status}`);
  for (const [name, value] of expected.headers) {
    if (ownHeaders.test(name)) continue;
    const own = actual.headers.get(name);
    if (own === undefined) found.push(`no header ${name}`);
    else if (name === 'content-type' && essence(own) !== essence(value))
      found.push(`${name} ${own} instead of ${value}`);
  }
  const isError = expected.headers.get('content-type')?.startsWith('application/problem+json');
  // Both word their errors in their own way, in the same shape.
  if (isError || found.length > 0 || expected.body === '') return found;
  const [one, other] = [parse(expected.body), parse(actual.body)];
  if (comparison === 'expect' && !isDeepStrictEqual(one, other)) {
    found.push(`body ${actual.body.slice(0, 120)} instead of ${expected.body.slice(0, 120)}`);
  }
  if (comparison !== 'expect' && shapeOf(one) !== shapeOf(other)) {
    found.push(`body of another shape: ${actual.body.slice(0, 120)}`);
  }
  return found;
}

function essence(mediaType: string): string {
  return mediaType.split(';')[0]!.trim().toLowerCase();
}

/** JSON as a value; any other text without the blanks between elements. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.replaceAll(/>\s+</g, '><').trim();
  }
}

function shapeOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value;
  if (Array.isArray(value)) return 'array';
  return Object.keys(value).toSorted().join(',');
}
