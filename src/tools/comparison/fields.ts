import { resolveRef, type Document, type Reference, type Schema } from '../../contract/document.ts';

/** A value that a body holds, as its schema describes it. */
export interface Field {
  /** The JSON types in alphabetical order, joined by ` or `; `any` when the schema names none. */
  readonly type: string;
  readonly format?: string;
  /** The allowed values; undefined when the schema lists none. */
  readonly values?: readonly string[];
  /** Whether each object that can hold the field must hold it. */
  readonly required: boolean;
  /** Whether a pattern, a length or a limit bounds the value. */
  readonly bounded: boolean;
  readonly deprecated: boolean;
}

/** The fields of a body by path: `databases[].Name`. The body itself is `''`. */
export type Fields = ReadonlyMap<string, Field>;

/** The keywords that are compared, beside those that the server reads. */
interface ComparedSchema extends Omit<Schema, 'enum' | 'const'> {
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema | Reference;
  readonly deprecated?: boolean;
  /** OpenAPI 3.0 only. */
  readonly nullable?: boolean;
}

/** The keywords that bound a value. */
const bounds = ['pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];

/** Deep enough for the documents; ends schemas that contain themselves. */
const deepest = 8;

/** Lists the fields of a schema, in the order of the schema. References, `allOf`, `oneOf` and `anyOf` are followed. */
export function fieldsOf(document: Document, schema: Schema | Reference | undefined): Fields {
  const fields = new Map<string, Field>();
  if (schema !== undefined) addField(document, fields, '', schema, true, 0);
  return fields;
}

function addField(
  document: Document,
  fields: Map<string, Field>,
  path: string,
  node: Schema | Reference,
  required: boolean,
  depth: number,
): void {
  if (depth > deepest) return;
  const variants = variantsOf(document, node);
  fields.set(path, merge(fields.get(path), describe(variants, node, required)));
  const objects = variants.filter(({ properties }) => properties);
  for (const variant of variants) {
    for (const [name, property] of Object.entries(variant.properties ?? {})) {
      const everywhere = objects.every((other) => other.required?.includes(name));
      addField(document, fields, path === '' ? name : `${path}.${name}`, property, everywhere, depth + 1);
    }
    if (variant.items) addField(document, fields, `${path}[]`, variant.items, true, depth + 1);
    const { additionalProperties: others } = variant;
    if (typeof others === 'object') addField(document, fields, `${path}{}`, others, false, depth + 1);
  }
}

/** The schemas of which a value fits one. `allOf` is merged into each. */
function variantsOf(document: Document, node: Schema | Reference): ComparedSchema[] {
  const schema: ComparedSchema = resolveRef<Schema>(document, node);
  const { allOf, oneOf, anyOf, ...own } = schema;
  const choices = [...(oneOf ?? []), ...(anyOf ?? [])];
  const base = (allOf ?? []).reduce<ComparedSchema[]>(
    (variants, part) =>
      variants.flatMap((variant) => variantsOf(document, part).map((other) => combine(variant, other))),
    [own],
  );
  if (choices.length === 0) return base;
  return base.flatMap((variant) =>
    choices.flatMap((choice) => variantsOf(document, choice).map((other) => combine(variant, other))),
  );
}

function combine(one: ComparedSchema, other: ComparedSchema): ComparedSchema {
  return {
    ...one,
    ...other,
    properties: { ...one.properties, ...other.properties },
    required: [...(one.required ?? []), ...(other.required ?? [])],
  };
}

function describe(variants: readonly ComparedSchema[], node: Schema | Reference, required: boolean): Field {
  const types = new Set(variants.flatMap(typesOf));
  const listed = variants.map((variant) => variant.enum ?? ('const' in variant ? [variant.const] : undefined));
  const values = listed.flatMap((list) => list ?? []).filter((value) => value !== null);
  const format = variants.find((variant) => variant.format)?.format;
  return {
    type: [...types].toSorted().join(' or ') || 'any',
    ...(format === undefined ? {} : { format }),
    ...(listed.includes(undefined) || values.length === 0
      ? {}
      : { values: [...new Set(values.map(String))].toSorted() }),
    required,
    bounded: variants.some((variant) => bounds.some((keyword) => keyword in variant)),
    deprecated:
      (node as ComparedSchema).deprecated === true || variants.every((variant) => variant.deprecated === true),
  };
}

function typesOf(schema: ComparedSchema): readonly string[] {
  const named = schema.type === undefined ? [] : [schema.type].flat();
  const implied = Object.keys(schema.properties ?? {}).length > 0 ? ['object'] : schema.items ? ['array'] : [];
  return [...(named.length > 0 ? named : implied), ...(schema.nullable === true ? ['null'] : [])];
}

/** Describes a field that more than one variant holds. */
function merge(one: Field | undefined, other: Field): Field {
  if (!one) return other;
  const types = new Set([...one.type.split(' or '), ...other.type.split(' or ')]);
  const { values: _, ...rest } = { ...one, ...other };
  return {
    ...rest,
    type: [...types].toSorted().join(' or '),
    ...(one.values && other.values ? { values: [...new Set([...one.values, ...other.values])].toSorted() } : {}),
    required: one.required && other.required,
    bounded: one.bounded || other.bounded,
    deprecated: one.deprecated && other.deprecated,
  };
}
