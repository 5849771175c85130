/** A schema object as it stands in a document. */
export type SchemaNode = Readonly<Record<string, unknown>>;

/** Keywords whose value is a map from names to schemas. */
const schemaMaps: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'schemas',
]);

/** Members that hold data, not schemas. */
const dataMembers: ReadonlySet<string> = new Set([
  'enum',
  'const',
  'default',
  'example',
  'examples',
  'value',
  'required',
]);

/**
 * Copies a document and changes each object in it that may be a schema, from the innermost to the outermost. Data
 * (examples, defaults, listed values) stays as it is.
 */
export function mapSchemas(node: unknown, change: (schema: SchemaNode) => SchemaNode): unknown {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map((each) => mapSchemas(each, change));
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    const isData = dataMembers.has(key) || key.startsWith('x-');
    copy[key] = isData ? value : schemaMaps.has(key) ? mapEach(value, change) : mapSchemas(value, change);
  }
  return change(copy);
}

/** The names of a map are no keywords, whatever they are. */
function mapEach(map: unknown, change: (schema: SchemaNode) => SchemaNode): unknown {
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return map;
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, mapSchemas(value, change)]));
}
