import { follow, isObject, type Json, type JsonObject } from '../helpers/documents.ts';

/** Say nothing of what fits. */
const annotations = new Set([
  'description',
  'examples',
  'example',
  'externalDocs',
  'default',
  'readOnly',
  'title',
  'deprecated',
  'discriminator',
]);

/** The schemas for which the generators can make valid and invalid values. */
const assertions = new Set(
  (
    'type enum const format anyOf if then else minLength maxLength pattern contentMediaType contentEncoding ' +
    'minimum maximum items minItems maxItems uniqueItems properties required additionalProperties ' +
    'oneOf dependentRequired not'
  ).split(' '),
);

const formats = new Set(['uuid', 'date-time', 'uri', 'email', 'binary', 'int32', 'int64']);

/**
 * A schema of a request with its references followed.
 *
 * @throws Error for a keyword or a format that the generators do not know: what it asks for would not be tried
 */
export function open(document: JsonObject, node: Json | undefined): JsonObject {
  if (!isObject(node)) throw new Error(`${JSON.stringify(node)} is no schema.`);
  const { $ref, ...own } = node;
  for (const [keyword, value] of Object.entries(own)) {
    if (annotations.has(keyword)) continue;
    const isKnown = assertions.has(keyword) && (keyword !== 'format' || formats.has(String(value)));
    if (!isKnown) throw new Error(`The gate does not know ${keyword}: ${JSON.stringify(value)}.`);
  }
  if ($ref === undefined) return withoutUnions(document, own);
  const target = open(document, follow(document, { $ref }, '').node);
  const twice = Object.keys(own).find((keyword) => assertions.has(keyword) && keyword in target);
  if (twice !== undefined) throw new Error(`${twice} stands beside ${JSON.stringify($ref)}, and in it.`);
  return { ...target, ...own };
}

/** The schema without its optional properties that are unions: the generators make no value of one branch or the other. */
function withoutUnions(document: JsonObject, schema: JsonObject): JsonObject {
  const { properties } = schema;
  if (!isObject(properties)) return schema;
  const required = new Set(requiredOf(schema));
  const kept = Object.entries(properties).filter(
    ([name, node]) => required.has(name) || !('oneOf' in follow(document, node, '').node),
  );
  return { ...schema, properties: Object.fromEntries(kept) };
}

/** The type that a schema asks for beside null; undefined for one that leaves it to its branches. */
export function typeOf(schema: JsonObject): string | undefined {
  const all = schema['type'];
  const [type, ...others] = Array.isArray(all) ? all.filter((each) => each !== 'null') : [all];
  if (others.length > 0 || (type !== undefined && typeof type !== 'string'))
    throw new Error('The gate knows only one type at a time.');
  return type;
}

/** The numbers that an integer or a number may be; those of 64 bits are kept to what JSON carries exactly. */
export function boundsOf(schema: JsonObject): { readonly min: number; readonly max: number } {
  const byFormat = schema['format'] === 'int32' ? 2_147_483_647 : Number.MAX_SAFE_INTEGER;
  return { min: numberIn(schema, 'minimum', -byFormat), max: numberIn(schema, 'maximum', byFormat) };
}

export function numberIn(schema: JsonObject, keyword: string, otherwise: number): number {
  const value = schema[keyword];
  return typeof value === 'number' ? value : otherwise;
}

/** The schemas of an object's properties. */
export function propertiesOf(schema: JsonObject): [name: string, schema: Json][] {
  return isObject(schema['properties']) ? Object.entries(schema['properties']) : [];
}

export function requiredOf(schema: JsonObject): string[] {
  return Array.isArray(schema['required']) ? schema['required'].map(String) : [];
}
