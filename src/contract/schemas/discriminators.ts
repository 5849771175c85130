import { type Document, isReference, resolveRef, type Schema } from '../document.ts';
import { escapeToken, unescapeToken } from '../json-pointer.ts';
import { schemaParts } from '../schema-types.ts';
import { mapSchemas, type SchemaNode } from './map-schemas.ts';

interface Discriminator {
  readonly propertyName: string;
  readonly mapping?: Readonly<Record<string, string>>;
  /** OpenAPI 3.2: the schema of a value whose tag is absent or names no other. */
  readonly defaultMapping?: string;
}

const schemasPointer = '#/components/schemas/';

/** Where the copies of base schemas stand: schemas whose discriminator chooses among those that extend them. */
const baseKind = 'x-mockplane-bases';

/**
 * Rewrites the discriminators of a document into keywords of JSON Schema, which then choose the schema by the tag:
 *
 * - with `oneOf` or `anyOf`, whose branches need not list their tag: `if` the tag is one of a branch, `then` the branch;
 * - in a base schema that others extend by `allOf`: the base, and by the tag the one that extends it.
 *
 * Ajv has a keyword for branches that list their tag, and keeps it.
 */
export function rewriteDiscriminators(document: Document): Document {
  const bases = new Map<string, SchemaNode>();
  const extended = extensionsOf(document);
  const rewritten = mapSchemas(document, (schema) => {
    const discriminator = schema['discriminator'] as Partial<Discriminator> | undefined;
    if (typeof discriminator?.propertyName !== 'string') return schema;
    const { discriminator: _, ...rest } = schema;
    const { propertyName, mapping = {}, defaultMapping } = discriminator as Discriminator;
    const key = ['oneOf', 'anyOf'].find((each) => Array.isArray(schema[each]));
    if (key === undefined) return rest;
    const branches = schema[key] as readonly SchemaNode[];
    if (
      key === 'oneOf' &&
      defaultMapping === undefined &&
      branches.every((branch) => listsTag(document, branch, propertyName))
    ) {
      return { ...rest, discriminator: { propertyName } };
    }
    const targets = new Map(
      branches.flatMap((branch) =>
        tagsOf(branch, mapping, listedTags(document, branch, propertyName)).map((tag): [string, SchemaNode] => [
          tag,
          branch,
        ]),
      ),
    );
    if (targets.size === 0) return rest;
    const { [key]: __, ...others } = rest;
    if (defaultMapping !== undefined) {
      const isObject = { anyOf: [{ type: 'object' }, ...branches.filter((branch) => !isReference(branch))] };
      const choices = chooser(propertyName, targets, others, false);
      return { ...others, allOf: [...choices, otherwise(propertyName, targets, defaultMapping), isObject] };
    }
    const chosen = new Set(targets.values());
    const untagged = branches.filter((branch) => !chosen.has(branch));
    if (untagged.length === 0) return { ...others, allOf: chooser(propertyName, targets, others, true) };
    // Some branches, such as null, have no tag.
    const tagged = { allOf: chooser(propertyName, targets, {}, true) };
    return {
      ...others,
      allOf: [...((others['allOf'] as unknown[] | undefined) ?? []), { anyOf: [tagged, ...untagged] }],
    };
  }) as Document;

  const schemas = { ...(rewritten.components['schemas'] as Record<string, SchemaNode> | undefined) };
  for (const [name, children] of extended) {
    const base = schemas[name];
    const original = (document.components['schemas'] as Record<string, SchemaNode>)[name]!;
    const { propertyName, mapping = {}, defaultMapping } = original['discriminator'] as Discriminator;
    if (!base) continue;
    bases.set(name, mapSchemas(base, withoutAnchor) as SchemaNode);
    const targets = new Map<string, SchemaNode>();
    for (const child of children) targets.set(child, { $ref: schemasPointer + escapeToken(child) });
    for (const [tag, target] of Object.entries(mapping)) {
      const child = nameOf(target);
      if (child !== name) targets.set(tag, { $ref: schemasPointer + escapeToken(child) });
    }
    // A base is a schema as well: its tag may be one that nothing extends.
    const choices = chooser(propertyName, targets, base, false);
    if (defaultMapping !== undefined && nameOf(defaultMapping) !== name) {
      choices.push(otherwise(propertyName, targets, defaultMapping));
    }
    schemas[name] = { ...base, allOf: choices };
  }
  if (bases.size === 0) return rewritten;
  const components = { ...rewritten.components, schemas, [baseKind]: Object.fromEntries(bases) };
  return pointExtensionsAtBases({ ...rewritten, components }, bases);
}

/** An anchor stands in one place, so a copy has none. */
function withoutAnchor(schema: SchemaNode): SchemaNode {
  const { $dynamicAnchor: _, ...rest } = schema;
  return rest;
}

/**
 * The parts of a schema that choose another by the tag, beside those that it has.
 *
 * @param isClosed whether any other tag is refused
 */
function chooser(
  propertyName: string,
  targets: ReadonlyMap<string, SchemaNode>,
  { allOf = [] }: SchemaNode,
  isClosed: boolean,
): unknown[] {
  const tag = { properties: { [propertyName]: { enum: [...targets.keys()] } }, required: [propertyName] };
  const choices = [...targets].map(([value, target]) => ({
    if: { type: 'object', properties: { [propertyName]: { const: value } }, required: [propertyName] },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: target,
  }));
  return [...(allOf as unknown[]), ...(isClosed ? [{ type: 'object', ...tag }] : []), ...choices];
}

/** The part of a schema that holds objects to the default schema if their tag is none of the known ones. */
function otherwise(propertyName: string, targets: ReadonlyMap<string, SchemaNode>, mapping: string): SchemaNode {
  const tag = { properties: { [propertyName]: { enum: [...targets.keys()] } }, required: [propertyName] };
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  return { if: { type: 'object', not: tag }, then: { $ref: schemasPointer + escapeToken(nameOf(mapping)) } };
}

/** Whether a branch lists the values of its tag, as Ajv needs it. */
function listsTag(document: Document, branch: SchemaNode, name: string): boolean {
  if (isReference(branch) && Object.keys(branch).length > 1) return false;
  const target = resolveSafely(document, branch);
  const property = target?.properties?.[name] as Schema | undefined;
  const isRequired = target?.required?.includes(name) === true;
  return (
    isRequired &&
    property !== undefined &&
    !isReference(property) &&
    (property.const !== undefined || property.enum !== undefined)
  );
}

function resolveSafely(document: Document, node: SchemaNode): Schema | undefined {
  try {
    return resolveRef<Schema>(document, node);
  } catch {
    return undefined;
  }
}

/** The tags that a branch lists in so many words. */
function listedTags(document: Document, branch: SchemaNode, name: string): string[] {
  const property = resolveSafely(document, branch)?.properties?.[name] as
    { readonly const?: unknown; readonly enum?: readonly unknown[] } | undefined;
  const values = property?.const === undefined ? (property?.enum ?? []) : [property.const];
  return values.filter((value) => typeof value === 'string');
}

/** The tags of a branch: those of the mapping, else those that it lists, else the name of the schema it refers to. */
function tagsOf(
  branch: SchemaNode,
  mapping: Readonly<Record<string, string>>,
  listed: readonly string[],
): readonly string[] {
  const reference = branch['$ref'];
  if (typeof reference !== 'string') return [];
  const mapped = Object.entries(mapping).filter(
    ([, target]) => target === reference || nameOf(target) === nameOf(reference),
  );
  if (mapped.length > 0) return mapped.map(([tag]) => tag);
  return listed.length > 0 ? listed : [nameOf(reference)];
}

/** The name of a schema that a mapping or a reference points at. */
function nameOf(target: string): string {
  return unescapeToken(decodeURIComponent(target.slice(target.lastIndexOf('/') + 1)));
}

/** The schemas with a discriminator and no branches, and the names of those that extend them by `allOf`. */
function extensionsOf(document: Document): Map<string, string[]> {
  const schemas = Object.entries((document.components?.['schemas'] ?? {}) as Record<string, Schema>);
  const found = new Map<string, string[]>();
  for (const [name, schema] of schemas) {
    const { discriminator, oneOf, anyOf } = schema as Schema & { discriminator?: Partial<Discriminator> };
    if (typeof discriminator?.propertyName !== 'string' || oneOf || anyOf) continue;
    const children = schemas.filter(([other, { allOf = [] }]) => {
      return other !== name && allOf.some((part) => schemaParts(document, part).includes(schema));
    });
    if (children.length > 0)
      found.set(
        name,
        children.map(([child]) => child),
      );
  }
  return found;
}

/** Lets the schemas that extend a base refer to its copy, which does not lead back to them. */
function pointExtensionsAtBases(document: Document, bases: ReadonlyMap<string, SchemaNode>): Document {
  const toBase = (part: unknown): unknown => {
    const reference = (part as SchemaNode | undefined)?.['$ref'];
    if (typeof reference !== 'string' || !reference.startsWith(schemasPointer)) return part;
    const name = nameOf(reference);
    return bases.has(name) ? { ...(part as SchemaNode), $ref: `#/components/${baseKind}/${escapeToken(name)}` } : part;
  };
  return mapSchemas(document, (schema) =>
    Array.isArray(schema['allOf']) ? { ...schema, allOf: schema['allOf'].map(toBase) } : schema,
  ) as Document;
}
