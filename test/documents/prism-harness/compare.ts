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
  const isError = expected.body.includes('https://stoplight.io/prism/errors#');
  // Both word their errors in their own way, in the same shape.
  if (isError || found.length > 0 || expected.body === '') return found;
  const [one, other] = [parse(expected.body), parse(actual.body)];
  if (comparison === 'expect' && !isAlike(one, other)) {
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
    // Values between the tags of XML may be made up.
    return text.trim().startsWith('<') ? text.replaceAll(/>[^<]*</g, '><').trim() : text.trim();
  }
}

function shapeOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value;
  if (Array.isArray(value)) return 'array';
  return Object.keys(value).toSorted().join(',');
}

/** Values that Prism makes where a document has no example. Other values of the type are as good. */
const placeholders = new Set<unknown>(['string', 0, true, false]);

function isAlike(expected: unknown, actual: unknown): boolean {
  if (typeof expected !== 'object' || expected === null || typeof actual !== 'object' || actual === null) {
    return expected === actual || (placeholders.has(expected) && typeof expected === typeof actual);
  }
  const [one, other] = [Object.entries(expected), actual as Record<string, unknown>];
  return (
    one.length === Object.keys(other).length &&
    one.every(([key, value]) => Object.hasOwn(other, key) && isAlike(value, other[key]))
  );
}
