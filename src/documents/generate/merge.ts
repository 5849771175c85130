import type { JsonValue } from '../../contract/http-message.ts';
import type { AnySchema, SchemaNode } from './schema.ts';

/** Joins two schemas into one that demands what both do. Keywords that cannot be joined keep the first one's value. */
export function mergeSchemas(one: AnySchema, other: AnySchema): AnySchema {
  const merged: Record<string, unknown> = { ...other, ...one };
  const set = (key: keyof AnySchema, value: unknown): void => {
    if (value !== undefined) merged[key] = value;
  };
  set('type', commonTypes(one.type, other.type));
  set('enum', commonValues(one.enum, other.enum));
  for (const key of ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'] as const) {
    set(key, largest(one[key], other[key]));
  }
  for (const key of ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'] as const) {
    set(key, smallest(one[key], other[key]));
  }
  set('multipleOf', commonMultiple(one.multipleOf, other.multipleOf));
  if (one.pattern !== undefined && other.pattern !== undefined) {
    set('otherPatterns', [...(one.otherPatterns ?? []), ...(other.otherPatterns ?? []), other.pattern]);
  }
  if (one.dependentSchemas && other.dependentSchemas) {
    set('dependentSchemas', mergeMaps(one.dependentSchemas, other.dependentSchemas));
  }
  if (one.required && other.required) set('required', [...new Set([...one.required, ...other.required])]);
  if (one.properties && other.properties) set('properties', mergeMaps(one.properties, other.properties));
  if (one.patternProperties && other.patternProperties) {
    set('patternProperties', mergeMaps(one.patternProperties, other.patternProperties));
  }
  for (const key of ['items', 'additionalProperties', 'propertyNames', 'contains'] as const) {
    set(key, bothOf(one[key], other[key]));
  }
  if (one.allOf && other.allOf) set('allOf', [...one.allOf, ...other.allOf]);
  // Only one condition can be kept; the other is made part of the whole, as with choices.
  if (one.if !== undefined && other.if !== undefined) {
    const { if: condition, then, else: otherwise } = other;
    merged['allOf'] = [
      ...((merged['allOf'] as SchemaNode[] | undefined) ?? []),
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      { if: condition, ...(then !== undefined && { then }), ...(otherwise !== undefined && { else: otherwise }) },
    ];
    set('then', one.then ?? true);
    set('else', one.else ?? true);
  }
  // Only one choice can be kept; the other is made part of the whole.
  for (const key of ['anyOf', 'oneOf'] as const) {
    if (!one[key] || !other[key]) continue;
    merged['allOf'] = [...((merged['allOf'] as SchemaNode[] | undefined) ?? []), { [key]: other[key] }];
  }
  return merged;
}

/** A schema that demands what two do. */
function bothOf(one: SchemaNode | undefined, other: SchemaNode | undefined): SchemaNode | undefined {
  if (one === undefined || other === undefined || one === other) return one ?? other;
  if (one === false || other === false) return false;
  if (one === true || other === true) return one === true ? other : one;
  return { allOf: [one, other] };
}

function mergeMaps(
  one: Readonly<Record<string, SchemaNode>>,
  other: Readonly<Record<string, SchemaNode>>,
): Record<string, SchemaNode> {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(names.map((name) => [name, bothOf(memberOf(one, name), memberOf(other, name))!]));
}

function memberOf(map: Readonly<Record<string, SchemaNode>>, name: string): SchemaNode | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

function commonTypes(one: AnySchema['type'], other: AnySchema['type']): AnySchema['type'] {
  if (one === undefined || other === undefined) return one ?? other;
  const others = new Set(typeof other === 'string' ? [other] : other);
  const common = (typeof one === 'string' ? [one] : one).flatMap((type) => {
    if (others.has(type)) return [type];
    // An integer is a number, too.
    const isIntegerOfBoth =
      (type === 'number' && others.has('integer')) || (type === 'integer' && others.has('number'));
    return isIntegerOfBoth ? ['integer'] : [];
  });
  return common.length === 0 ? one : common;
}

function commonValues(
  one: readonly JsonValue[] | undefined,
  other: readonly JsonValue[] | undefined,
): readonly JsonValue[] | undefined {
  if (!one || !other) return one ?? other;
  const texts = new Set(other.map((value) => JSON.stringify(value)));
  const common = one.filter((value) => texts.has(JSON.stringify(value)));
  return common.length === 0 ? one : common;
}

function commonMultiple(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  for (let count = 1; count <= 1000; count++) {
    const multiple = Number((one * count).toPrecision(15));
    if (Number.isInteger(Number((multiple / other).toPrecision(15)))) return multiple;
  }
  return one;
}

function largest<T>(one: T, other: T): T | number {
  return typeof one === 'number' && typeof other === 'number' ? Math.max(one, other) : (one ?? other);
}

function smallest<T>(one: T, other: T): T | number {
  return typeof one === 'number' && typeof other === 'number' ? Math.min(one, other) : (one ?? other);
}
