import type { Call } from '../../contract/call.ts';

/** The values of a request that a rule may be limited to. */
export interface FaultMatch {
  readonly path?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly body?: Readonly<Record<string, unknown>> | undefined;
}

/** Whether a call has every value that a rule is limited to. */
export function matchesCall(match: FaultMatch | undefined, call: Pick<Call, 'path' | 'query' | 'body'>): boolean {
  if (!match) return true;
  const { path = {}, query = {}, body } = match;
  return hasTexts(call.path, path) && hasTexts(call.query, query) && (body === undefined || contains(call.body, body));
}

function hasTexts(values: Readonly<Record<string, unknown>>, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([name, text]) => Object.hasOwn(values, name) && String(values[name]) === text);
}

/** Whether a value is equal to another one, or an object that has its properties and perhaps more. */
function contains(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(value) &&
      value.length === wanted.length &&
      wanted.every((each, index) => contains(value[index], each))
    );
  }
  if (typeof wanted !== 'object' || wanted === null) return value === wanted;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(wanted).every(
    ([name, each]) => Object.hasOwn(value, name) && contains((value as Record<string, unknown>)[name], each),
  );
}
