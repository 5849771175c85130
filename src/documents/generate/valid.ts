import type { JsonValue } from '../../contract/http-message.ts';
import { unescapeToken } from '../../contract/json-pointer.ts';
import type { Violation } from '../../contract/problem.ts';
import type { Document } from '../../contract/document.ts';
import { createRandom } from './random.ts';
import type { SchemaNode } from './schema.ts';
import { type GenerateOptions, generateValue } from './value.ts';

/** How a valid value is made. */
export interface ValidOptions {
  readonly document: Document;
  readonly schema: SchemaNode;
  /** Returns the violations of a value; their pointers begin with `/body`. */
  readonly check: (value: unknown) => readonly Violation[];
  /** The same seed gives the same value. */
  readonly seed: string;
  readonly isDynamic: boolean;
  readonly direction: 'request' | 'response';
  /** The status of the response, if it is an error. */
  readonly status?: number | undefined;
}

/** The attempts that make all properties, and then only what is required. */
const attempts = 6;

/** The attempts after them, which leave out some properties at random. */
const furtherAttempts = 12;

const repairs = 30;

/** Beyond this many violations, repairs are in vain. */
const mostViolations = 200;

/** The result of a search for a valid value. */
export interface FoundValue {
  /** The last value that was made where none fits. */
  readonly value: JsonValue;
  /** The violations of the value; an empty list for one that fits. */
  readonly violations: readonly Violation[];
}

/**
 * Makes a value that fits its schema: with all properties, and where that does not fit repaired, made anew, made with
 * only what is required, and made with some of the rest.
 */
export function findValid({ document, schema, check, seed, isDynamic, direction, status }: ValidOptions): FoundValue {
  let last: FoundValue = { value: null, violations: [] };
  const attempt = (
    number: number,
    options: Pick<GenerateOptions, 'isDynamic' | 'optional' | 'conditions'>,
  ): boolean => {
    const random = createRandom(`${seed} ${number}`);
    last = repair(generateValue(schema, { document, random, direction, status, ...options }), check);
    return last.violations.length === 0;
  };
  for (let number = 0; number < attempts; number++) {
    // An example in the schema may be what does not fit.
    // The last of these keeps to the first branch of a union, which overlaps least with the others.
    const invents = (isDynamic || number > 0) && number < attempts - 1;
    const conditions = ([undefined, 'then', 'else'] as const)[number % 3];
    for (const optional of ['all', 'none'] as const) {
      if (attempt(number, { isDynamic: invents, optional, conditions })) return last;
    }
  }
  for (let number = attempts; number < attempts + furtherAttempts; number++) {
    const conditions = number % 2 === 0 ? 'then' : 'else';
    if (attempt(number, { isDynamic: true, optional: 'some', conditions })) return last;
  }
  return last;
}

/** Makes a value that fits its schema. @returns the last attempt where none fits, as under a schema that nothing fits */
export function makeValid(options: ValidOptions): JsonValue {
  return findValid(options).value;
}

/** Removes what does not fit, as far as it need not be there. */
function repair(value: JsonValue, check: ValidOptions['check']): FoundValue {
  let violations = check(value);
  for (let count = 0; count < repairs && violations.length > 0 && violations.length <= mostViolations; count++) {
    if (!violations.some(({ pointer }) => removeAt(value, pointer))) break;
    violations = check(value);
  }
  return { value, violations };
}

/** Removes the property or item that a pointer of the form `/body/a/0` names. @returns whether there was one */
function removeAt(value: JsonValue, pointer: string): boolean {
  const tokens = pointer.split('/').slice(2).map(unescapeToken);
  const last = tokens.pop();
  if (last === undefined) return false;
  let parent: unknown = value;
  for (const token of tokens) {
    parent = typeof parent === 'object' && parent !== null ? (parent as Record<string, unknown>)[token] : undefined;
  }
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, last)) return false;
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete (parent as Record<string, unknown>)[last];
  return true;
}
