import type { Report } from './report.ts';
import { childPointer } from './source.ts';

const types: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);
const nestedMaps = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'] as const;
const nestedLists = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const;
const nested = [
  'items',
  'additionalProperties',
  'additionalItems',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contentSchema',
] as const;
const counts = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'] as const;
const numbers = ['minimum', 'maximum', 'multipleOf'] as const;
const exclusive = ['exclusiveMinimum', 'exclusiveMaximum'] as const;

/**
 * Checks the keywords of a schema that a validator must read, at every depth. An error replaces the schema, when errors
 * are repaired, by one that allows anything.
 */
export function checkSchema(
  schema: unknown,
  pointer: string,
  report: Report,
  replace: (schema: unknown) => void,
): void {
  const fail = (at: string, message: string): void => report('error', at, message, () => replace({}));
  if (typeof schema === 'boolean') return;
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
    return fail(pointer, `must be a schema, not ${shown(schema)}`);
  }
  const own = schema as Record<string, unknown>;
  const at = (key: string): string => childPointer(pointer, key);
  if (own['type'] !== undefined) {
    const named = Array.isArray(own['type']) ? own['type'] : [own['type']];
    for (const type of named) {
      // Swagger 2.0 has `file`, which becomes a binary string.
      if (!types.has(type) && type !== 'file')
        fail(at('type'), `must be one of ${[...types].join(', ')}, not ${shown(type)}`);
    }
  }
  if (own['enum'] !== undefined && !Array.isArray(own['enum'])) fail(at('enum'), 'must be a list');
  if (own['required'] !== undefined && !Array.isArray(own['required']) && typeof own['required'] !== 'boolean') {
    fail(at('required'), 'must be a list of names');
  }
  // Before 3.0 and in Draft 3 a property said that it is required itself.
  if (typeof own['required'] === 'boolean') {
    report('warning', at('required'), 'has no effect: the object lists the names of required properties', () => {});
    delete own['required'];
  }
  for (const key of counts) {
    const value = own[key];
    if (value !== undefined && !(Number.isInteger(value) && Number(value) >= 0)) {
      fail(at(key), `must be a whole number from 0, not ${shown(value)}`);
    }
  }
  for (const key of numbers) {
    if (own[key] !== undefined && typeof own[key] !== 'number')
      fail(at(key), `must be a number, not ${shown(own[key])}`);
  }
  for (const key of exclusive) {
    if (own[key] === undefined || typeof own[key] === 'number' || typeof own[key] === 'boolean') continue;
    fail(at(key), `must be a number, not ${shown(own[key])}`);
  }
  if (typeof own['multipleOf'] === 'number' && own['multipleOf'] <= 0) fail(at('multipleOf'), 'must be more than 0');
  if (own['pattern'] !== undefined) checkPattern(own['pattern'], (message) => fail(at('pattern'), message));
  for (const key of nestedMaps) {
    const map = own[key];
    if (map === undefined) continue;
    if (typeof map !== 'object' || map === null || Array.isArray(map)) {
      fail(at(key), `must be an object, not ${shown(map)}`);
      continue;
    }
    for (const [name, member] of Object.entries(map)) {
      if (key === 'patternProperties') checkPattern(name, (message) => fail(childPointer(at(key), name), message));
      checkSchema(member, childPointer(at(key), name), report, (better) => {
        (map as Record<string, unknown>)[name] = better;
      });
    }
  }
  for (const key of nestedLists) {
    const list = own[key];
    if (list === undefined) continue;
    if (!Array.isArray(list) || list.length === 0) {
      fail(at(key), 'must be a list of schemas with at least one');
      continue;
    }
    list.forEach((member, index) => {
      checkSchema(member, childPointer(at(key), index), report, (better) => {
        (list as unknown[])[index] = better;
      });
    });
  }
  for (const key of nested) {
    if (own[key] === undefined || (key === 'items' && Array.isArray(own[key]))) continue;
    checkSchema(own[key], at(key), report, (better) => {
      own[key] = better;
    });
  }
}

function checkPattern(pattern: unknown, fail: (message: string) => void): void {
  if (typeof pattern !== 'string') return fail(`must be a text, not ${shown(pattern)}`);
  try {
    // Expressions for other engines escape more than Unicode mode allows.
    RegExp(pattern);
  } catch (error) {
    fail(`is no regular expression of ECMAScript: ${(error as Error).message.replace(/^.*: /, '')}`);
  }
}

/** Shows a value in a message. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
