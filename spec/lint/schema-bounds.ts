import type { SchemaNode, VisitorContext } from './redocly.ts';

function types(schema: SchemaNode): string[] {
  if (schema.type === undefined) return [];
  return Array.isArray(schema.type) ? schema.type : [schema.type];
}

/**
 * Requires bounds on every schema: a string needs a `pattern`, `format`, `enum`, `const` or length, a number a minimum,
 * an array `items`, and an object a list of required properties.
 */
export function schemaBounds() {
  return {
    Schema(schema: SchemaNode, { report, location }: VisitorContext) {
      const missing = (what: string) => report({ message: what, location });
      for (const type of types(schema)) {
        if (type === 'string') {
          const bounded =
            schema.pattern ?? schema.format ?? schema.enum ?? schema.const ?? schema.minLength ?? schema.maxLength;
          if (bounded === undefined) missing('A string needs a pattern, format, enum, const or length.');
        }
        if ((type === 'integer' || type === 'number') && schema.enum === undefined && schema.const === undefined) {
          if (schema.minimum === undefined && schema.exclusiveMinimum === undefined) {
            missing('A number needs a minimum.');
          }
          if (type === 'integer' && schema.format === undefined) missing('An integer needs a format (int32 or int64).');
        }
        if (type === 'array' && schema.items === undefined) missing('An array needs items.');
        if (type === 'object' && schema.properties !== undefined && schema.required === undefined) {
          missing('An object with properties lists which are required (an empty list says none).');
        }
      }
    },
  };
}
