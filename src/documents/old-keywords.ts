import { isObject } from './check.ts';
import { contextOf, type NodeContext } from './context.ts';

/**
 * Gives keywords of OpenAPI 3.0 that a document still has the form of JSON Schema: `nullable`, and bounds that are
 * excluded by a flag. Documents of 3.1 often keep them, and their authors mean what they meant before.
 */
export function replaceOldKeywords(node: unknown, context: NodeContext = 'object'): void {
  if (Array.isArray(node)) {
    const inner = context === 'objects' ? 'object' : context === 'schemas' ? 'schema' : context;
    for (const each of node) replaceOldKeywords(each, inner);
    return;
  }
  if (!isObject(node) || context === 'data') return;
  for (const [key, value] of Object.entries(node)) replaceOldKeywords(value, contextOf(context, key));
  if (context !== 'schema') return;
  if (typeof node['nullable'] === 'boolean') replaceNullable(node);
  excludeBound(node, 'minimum', 'exclusiveMinimum');
  excludeBound(node, 'maximum', 'exclusiveMaximum');
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
