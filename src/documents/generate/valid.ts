import type { JsonValue } from '../../contract/http-message.ts';
import { unescapeToken } from '../../contract/json-pointer.ts';
import type { Violation } from '../../contract/problem.ts';
import type { Document } from '../../contract/document.ts';
import { createRandom } from './random.ts';
import type { SchemaNode } from './schema.ts';
import { generateValue } from './value.ts';

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
}

const attempts = 6;
const repairs = 30;

/**
 * Makes a value that fits its schema: with all properties, and where that does not fit repaired, made anew, and made with
 * only what is required.
 *
 * @returns the last attempt where none fits, as under a schema that nothing fits
 */
export function makeValid({ document, schema, check, seed, isDynamic, direction }: ValidOptions): JsonValue {
  let last: JsonValue = null;
  for (let attempt = 0; attempt < attempts; attempt++) {
    for (const onlyRequired of [false, true]) {
      const random = createRandom(`${seed} ${attempt}`);
      // An example in the schema may be what does not fit.
      // The last attempt keeps to the first branch of a union, which overlaps least with the others.
      const invents = (isDynamic || attempt > 0) && attempt < attempts - 1;
      last = generateValue(schema, { document, random, isDynamic: invents, direction, onlyRequired });
      const repaired = repair(last, check);
      if (repaired !== undefined) return repaired;
    }
  }
  return last;
}

/** Removes what does not fit, as far as it need not be there. @returns undefined if the value still does not fit */
function repair(value: JsonValue, check: ValidOptions['check']): JsonValue | undefined {
  for (let count = 0; count < repairs; count++) {
    const violations = check(value);
    if (violations.length === 0) return value;
    if (!violations.some(({ pointer }) => removeAt(value, pointer))) return undefined;
  }
  return undefined;
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
