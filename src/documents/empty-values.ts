import { isObject } from './is-object.ts';

/**
 * Lets parameters of a query or a form that say `allowEmptyValue: false` refuse an empty text. A document of OpenAPI 2.0
 * must not be raised yet: the library that does so drops the field of forms.
 */
export function refuseEmptyValues(node: unknown): void {
  if (Array.isArray(node)) return node.forEach(refuseEmptyValues);
  if (!isObject(node)) return;
  const isParameter = node['in'] === 'query' || node['in'] === 'formData';
  if (isParameter && node['allowEmptyValue'] === false) refuseEmpty(node);
  for (const [key, value] of Object.entries(node)) {
    if (key !== 'example' && key !== 'examples' && key !== 'schema' && !key.startsWith('x-')) refuseEmptyValues(value);
  }
}

function refuseEmpty(parameter: Record<string, unknown>): void {
  const { schema } = parameter;
  // The parameters of OpenAPI 2.0 are schemas themselves.
  if (schema === undefined) {
    if (typeof parameter['type'] === 'string') setMinimum(parameter);
  } else if (isObject(schema) && schema['$ref'] === undefined) setMinimum(schema);
  else parameter['schema'] = { allOf: [schema, { minLength: 1 }] };
}

function setMinimum(schema: Record<string, unknown>): void {
  schema['minLength'] = Math.max(1, Number(schema['minLength'] ?? 0));
}
