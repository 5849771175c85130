import { isObject } from './is-object.ts';
import type { Report } from './report.ts';
import { keywordProblem, plainKeywords, schemaLists, schemaMaps, singleSchemas } from './schema-keywords.ts';
import { childPointer } from './source.ts';

/**
 * Checks the keywords of a schema that a validator must read, at every depth. If errors are repaired, the keyword is left
 * out, and a schema that is none becomes one that allows anything.
 */
export function checkSchema(
  schema: unknown,
  pointer: string,
  report: Report,
  replace: (schema: unknown) => void,
): void {
  if (typeof schema === 'boolean') return;
  if (!isObject(schema)) {
    return report('error', pointer, `must be a schema, not ${shown(schema)}`, () => replace({}));
  }
  const at = (key: string): string => childPointer(pointer, key);
  const fail = (key: string, message: string): void =>
    report('error', at(key), `${message}, not ${shown(schema[key])}`, () => delete schema[key]);

  for (const [key, kind] of Object.entries(plainKeywords)) {
    const problem = schema[key] === undefined ? undefined : keywordProblem(key, kind, schema[key]);
    if (problem !== undefined) fail(key, problem);
  }
  checkOldRequired(schema, at('required'), report);
  checkPattern(schema['pattern'], at('pattern'), report, () => delete schema['pattern']);
  checkDependencies(schema, at('dependencies'), report);
  checkDiscriminator(schema, at('discriminator'), report);
  for (const key of schemaMaps) {
    const map = schema[key];
    if (map === undefined) continue;
    if (!isObject(map)) fail(key, 'must be an object');
    else checkMap(map, at(key), report, key === 'patternProperties');
  }
  for (const key of schemaLists) {
    const list = schema[key];
    if (list === undefined) continue;
    if (!Array.isArray(list) || list.length === 0) fail(key, 'must be a list of schemas with at least one');
    else checkList(list, at(key), report);
  }
  for (const key of singleSchemas) {
    const inner = schema[key];
    if (inner === undefined) continue;
    // Before 2020-12, `items` could be a list: one schema for each place.
    if (key === 'items' && Array.isArray(inner)) checkList(inner, at(key), report);
    else checkSchema(inner, at(key), report, (better) => (schema[key] = better));
  }
}

function checkMap(map: Record<string, unknown>, pointer: string, report: Report, byPattern = false): void {
  for (const [name, member] of Object.entries(map)) {
    const at = childPointer(pointer, name);
    if (byPattern) checkPattern(name, at, report, () => delete map[name]);
    checkSchema(member, at, report, (better) => define(map, name, better));
  }
}

function checkList(list: unknown[], pointer: string, report: Report): void {
  for (const [index, member] of list.entries()) {
    checkSchema(member, childPointer(pointer, index), report, (better) => (list[index] = better));
  }
}

/** Before 3.0 and in Draft 3 a property said that it is required itself. */
function checkOldRequired(schema: Record<string, unknown>, pointer: string, report: Report): void {
  if (typeof schema['required'] !== 'boolean') return;
  report('warning', pointer, 'has no effect: the object lists the names of required properties', () => {});
  delete schema['required'];
}

/** Before 2019-09, `dependencies` held lists of names and schemas. */
function checkDependencies(schema: Record<string, unknown>, pointer: string, report: Report): void {
  const map = schema['dependencies'];
  if (map === undefined) return;
  if (!isObject(map)) {
    return report('error', pointer, `must be an object, not ${shown(map)}`, () => delete schema['dependencies']);
  }
  for (const [name, member] of Object.entries(map)) {
    const at = childPointer(pointer, name);
    if (!Array.isArray(member)) checkSchema(member, at, report, (better) => define(map, name, better));
    else if (!member.every((each) => typeof each === 'string')) {
      report('error', at, `must be a list of names, not ${shown(member)}`, () => delete map[name]);
    }
  }
}

function checkDiscriminator(schema: Record<string, unknown>, pointer: string, report: Report): void {
  const discriminator = schema['discriminator'];
  if (discriminator === undefined) return;
  const fail = (at: string, message: string, value: unknown, remove: () => void): void =>
    report('error', at, `${message}, not ${shown(value)}`, remove);
  const removeAll = (): void => void delete schema['discriminator'];
  // Swagger 2.0 has the name of the property alone.
  if (typeof discriminator === 'string') return void (schema['discriminator'] = { propertyName: discriminator });
  if (!isObject(discriminator)) return fail(pointer, 'must be an object', discriminator, removeAll);
  const { propertyName, mapping, defaultMapping } = discriminator;
  if (typeof propertyName !== 'string') {
    fail(childPointer(pointer, 'propertyName'), 'must be the name of a property', propertyName, removeAll);
  }
  if (defaultMapping !== undefined && typeof defaultMapping !== 'string') {
    const at = childPointer(pointer, 'defaultMapping');
    fail(at, 'must be the name of a schema', defaultMapping, () => delete discriminator['defaultMapping']);
  }
  if (mapping === undefined) return;
  const at = childPointer(pointer, 'mapping');
  if (!isObject(mapping)) return fail(at, 'must be an object', mapping, () => delete discriminator['mapping']);
  for (const [tag, target] of Object.entries(mapping)) {
    if (typeof target === 'string') continue;
    fail(childPointer(at, tag), 'must be the name of a schema', target, () => delete mapping[tag]);
  }
}

function checkPattern(pattern: unknown, pointer: string, report: Report, remove: () => void): void {
  if (pattern === undefined) return;
  if (typeof pattern !== 'string') return report('error', pointer, `must be a text, not ${shown(pattern)}`, remove);
  try {
    // Expressions for other engines escape more than Unicode mode allows.
    RegExp(pattern);
  } catch (error) {
    const reason = (error as Error).message.replace(/^.*: /, '');
    report('error', pointer, `is no regular expression of ECMAScript: ${reason}`, remove);
  }
}

/** Sets a member, `__proto__` too. */
function define(map: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(map, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Shows a value in a message. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
