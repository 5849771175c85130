/** A schema object as it stands in a document. */
export type SchemaNode = Readonly<Record<string, unknown>>;

/** Members whose names are no keywords: maps of schemas, and the components of OpenAPI. */
const maps: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'schemas',
  'parameters',
  'headers',
  'responses',
  'requestBodies',
  'securitySchemes',
  'links',
  'callbacks',
  'pathItems',
  'encoding',
]);

/** Members that hold data, not schemas. */
const dataMembers: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'mapping', 'required']);

/** Members that hold data which no schema needs. */
const exampleMembers: ReadonlySet<string> = new Set(['example', 'examples', 'value', 'dataValue']);

/**
 * Copies a document and changes each object in it that may be a schema, from the innermost to the outermost. Defaults and
 * listed values stay as they are. The copy has no examples: in those of an API for schemas, a validator would find anchors
 * and ids.
 */
export function mapSchemas(node: unknown, change: (schema: SchemaNode) => SchemaNode): unknown {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map((each) => mapSchemas(each, change));
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    if (exampleMembers.has(key)) continue;
    const isData = dataMembers.has(key) || key.startsWith('x-');
    copy[key] = isData ? value : maps.has(key) ? mapEach(value, change) : mapSchemas(value, change);
  }
  return change(copy);
}

/** The names of a map are no keywords, whatever they are. A list, as `parameters` of an operation, has no names. */
function mapEach(map: unknown, change: (schema: SchemaNode) => SchemaNode): unknown {
  if (typeof map !== 'object' || map === null) return map;
  if (Array.isArray(map)) return map.map((each) => mapSchemas(each, change));
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, mapSchemas(value, change)]));
}
