import { type Document, isReference, type Reference, type Schema } from './document.ts';
import type { JsonValue } from './http-message.ts';
import { valueAt } from './json-pointer.ts';

/** Converts the text of a parameter or form field into a value. */
export type ParseText = (text: string) => JsonValue;

/** The keywords by which a schema is put together from others. */
const partKeywords = ['allOf', 'anyOf', 'oneOf'] as const;

/**
 * Lists the schemas that say something about a value: the schema itself, the targets of its references, and the parts
 * of `allOf`, `anyOf` and `oneOf`. A reference that leads nowhere or back is left out.
 *
 * @param keywords to follow fewer of these keywords
 */
export function schemaParts(
  document: Document,
  node: Schema | Reference,
  keywords: readonly (typeof partKeywords)[number][] = partKeywords,
): Schema[] {
  const parts = new Set<Schema>();
  const add = (each: Schema | Reference): void => {
    if (typeof each !== 'object' || each === null || parts.has(each as Schema)) return;
    const own = each as Schema;
    parts.add(own);
    if (isReference(each)) {
      const target = each.$ref.startsWith('#/') ? valueAt(document, decodeURIComponent(each.$ref.slice(1))) : undefined;
      if (target !== undefined) add(target as Schema);
    }
    for (const keyword of keywords) for (const part of own[keyword] ?? []) add(part);
  };
  add(node);
  return [...parts];
}

/** The JSON types that a schema allows, as far as it names any; those of its listed values where it names none. */
export function typesOf(document: Document, schema: Schema | Reference): ReadonlySet<string> {
  const parts = schemaParts(document, schema);
  const named = new Set(parts.flatMap(({ type }) => type ?? []));
  if (named.size > 0) return named;
  return new Set(parts.flatMap((part) => listedValues(part).map(typeOf)));
}

function listedValues(schema: Schema): readonly JsonValue[] {
  return schema.const === undefined ? (schema.enum ?? []) : [schema.const];
}

function typeOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/**
 * Creates the conversion of a text under a schema of some types: `3` becomes an integer if the schema allows one. A text
 * that matches no type stays a string, which the check then rejects with the expected type.
 */
export function textReader(types: ReadonlySet<string>): ParseText {
  const [isInteger, isNumber, isBoolean] = [types.has('integer'), types.has('number'), types.has('boolean')];
  const isNull = types.has('null') && !types.has('string');
  if (!isInteger && !isNumber && !isBoolean && !isNull) return (text) => text;
  return (text) => {
    if (isInteger && /^[+-]?\d+$/.test(text)) return Number(text);
    if (isNumber && /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) return Number(text);
    if (isBoolean && (text === 'true' || text === 'false')) return text === 'true';
    if (isNull && text === 'null') return null;
    return text;
  };
}
