import type { Call } from '../../contract/call.ts';
import type { Operation } from '../../contract/operation.ts';

/** The values of a request that a rule may be limited to. */
export interface FaultMatch {
  readonly path?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly body?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Whether a call has every value that a rule is limited to.
 *
 * @param editions the call's operation in each edition of its API
 */
export function matchesCall(
  match: FaultMatch | undefined,
  call: Pick<Call, 'operation' | 'path' | 'query' | 'body'>,
  editions: readonly Operation[],
): boolean {
  if (!match) return true;
  const { path = {}, query = {}, body } = match;
  const wanted = Object.fromEntries(
    Object.entries(path).map(([name, text]) => [nameInCall(name, call.operation, editions), text]),
  );
  return (
    hasTexts(call.path, wanted) && hasTexts(call.query, query) && (body === undefined || contains(call.body, body))
  );
}

/** The name of a path parameter in the call's edition. Editions name the same place of a path differently. */
function nameInCall(name: string, operation: Operation, editions: readonly Operation[]): string {
  const own = pathNames(operation);
  if (own.includes(name)) return name;
  for (const edition of editions) {
    const names = pathNames(edition);
    const place = names.indexOf(name);
    if (place !== -1 && names.length === own.length) return own[place]!;
  }
  return name;
}

function pathNames({ path }: Operation): string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name!);
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
