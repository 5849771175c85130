import { isObject } from './is-object.ts';
import { contextOf, type NodeContext } from './context.ts';
import type { Version } from './raise.ts';

/**
 * Gives keywords of older versions the form of JSON Schema 2020-12: `nullable` and bounds that are excluded by a flag
 * (OpenAPI 3.0), lists in `items`, and `dependencies` (before 2019-09). Documents of 3.1 often keep them, and their
 * authors mean what they meant before. Base64 that 2.0 and 3.0 name by `format: byte` keeps its check.
 */
export function replaceOldKeywords(node: unknown, version: Version, context: NodeContext = 'object'): void {
  if (Array.isArray(node)) {
    const inner = context === 'objects' ? 'object' : context === 'schemas' ? 'schema' : context;
    for (const each of node) replaceOldKeywords(each, version, inner);
    return;
  }
  if (!isObject(node) || context === 'data') return;
  for (const [key, value] of Object.entries(node)) replaceOldKeywords(value, version, contextOf(context, key));
  if (context !== 'schema') return;
  // The library that raises documents puts a list of types into another one.
  if (Array.isArray(node['type'])) node['type'] = [...new Set(node['type'].flat())];
  if (typeof node['nullable'] === 'boolean') replaceNullable(node);
  excludeBound(node, 'minimum', 'exclusiveMinimum');
  excludeBound(node, 'maximum', 'exclusiveMaximum');
  replaceItems(node);
  replaceDependencies(node);
  // The library that raises documents turns `format: byte` into an annotation.
  const isOld = version === '2.0' || version === '3.0';
  if (isOld && node['contentEncoding'] === 'base64') node['format'] ??= 'byte';
}

function replaceItems(schema: Record<string, unknown>): void {
  const { items, additionalItems } = schema;
  delete schema['additionalItems'];
  if (!Array.isArray(items)) return;
  delete schema['items'];
  if (items.length > 0) schema['prefixItems'] = items as unknown[];
  if (additionalItems !== undefined) schema['items'] = additionalItems;
}

function replaceDependencies(schema: Record<string, unknown>): void {
  const { dependencies } = schema;
  delete schema['dependencies'];
  if (!isObject(dependencies)) return;
  const entries = Object.entries(dependencies);
  const names = entries.filter(([, each]) => Array.isArray(each));
  const schemas = entries.filter(([, each]) => !Array.isArray(each));
  if (names.length > 0)
    schema['dependentRequired'] = { ...Object.fromEntries(names), ...own(schema, 'dependentRequired') };
  if (schemas.length > 0)
    schema['dependentSchemas'] = { ...Object.fromEntries(schemas), ...own(schema, 'dependentSchemas') };
}

function own(schema: Record<string, unknown>, key: string): Record<string, unknown> {
  const value = schema[key];
  return isObject(value) ? value : {};
}

function replaceNullable(schema: Record<string, unknown>): void {
  const { nullable, type, $ref, allOf } = schema;
  delete schema['nullable'];
  if (nullable === false) return;
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(null)) schema['enum'] = [...schema['enum'], null];
  if (type !== undefined) {
    const types = [type].flat();
    schema['type'] = types.includes('null') ? types : [...types, 'null'];
    return;
  }
  for (const key of ['anyOf', 'oneOf']) {
    const branches = schema[key];
    if (!Array.isArray(branches)) continue;
    if (!branches.some((each) => isObject(each) && each['type'] === 'null'))
      schema[key] = [...branches, { type: 'null' }];
    return;
  }
  const whole = $ref === undefined ? allOf && { allOf } : { $ref };
  if (whole === undefined) return;
  delete schema['$ref'];
  delete schema['allOf'];
  schema['anyOf'] = [whole, { type: 'null' }];
}

function excludeBound(schema: Record<string, unknown>, bound: string, flag: string): void {
  const isExcluded = schema[flag];
  if (typeof isExcluded !== 'boolean') return;
  delete schema[flag];
  if (!isExcluded || typeof schema[bound] !== 'number') return;
  schema[flag] = schema[bound];
  delete schema[bound];
}
