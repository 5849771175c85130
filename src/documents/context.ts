/**
 * The meaning of a node while a document is walked: a schema, a map of schemas by name, any other object of OpenAPI, a
 * map of such objects by name, or data such as an example, in which nothing is a reference.
 */
export type NodeContext = 'schema' | 'schemas' | 'object' | 'objects' | 'data';

const mapsOfSchemas = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'dependencies',
]);
const dataOfSchemas = new Set(['default', 'example', 'examples', 'enum', 'const', 'xml', 'externalDocs', 'required']);
const mapsOfObjects = new Set([
  'paths',
  'webhooks',
  'responses',
  'parameters',
  'examples',
  'requestBodies',
  'headers',
  'securitySchemes',
  'securityDefinitions',
  'links',
  'callbacks',
  'pathItems',
  'mediaTypes',
  'content',
  'encoding',
]);
const dataOfObjects = new Set(['example', 'default', 'value', 'enum', 'security', 'scopes', 'mapping', 'dataValue']);

/** The context of a member, from that of its object. */
export function contextOf(context: NodeContext, key: string): NodeContext {
  switch (context) {
    case 'data':
      return 'data';
    case 'schemas':
      return 'schema';
    case 'objects':
      return 'object';
    case 'schema':
      if (mapsOfSchemas.has(key)) return 'schemas';
      return dataOfSchemas.has(key) || key.startsWith('x-') ? 'data' : 'schema';
    default:
      if (key === 'schema' || key === 'itemSchema') return 'schema';
      if (key === 'schemas' || key === 'definitions') return 'schemas';
      if (mapsOfObjects.has(key)) return 'objects';
      return dataOfObjects.has(key) || key.startsWith('x-') ? 'data' : 'object';
  }
}
