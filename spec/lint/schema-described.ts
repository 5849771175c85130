import type { VisitorContext } from './redocly.ts';

type SchemaOrRef = { $ref?: string; description?: string };

/** Requires a description of every named schema and of every property. */
export function schemaDescribed() {
  return {
    SchemaProperties(properties: Record<string, SchemaOrRef>, { report, location }: VisitorContext) {
      for (const [name, schema] of Object.entries(properties)) {
        if (schema.description === undefined && schema.$ref === undefined) {
          report({ message: `Property \`${name}\` needs a description.`, location: location.child(name) });
        }
      }
    },
    NamedSchemas: {
      Schema(schema: SchemaOrRef, { report, location }: VisitorContext) {
        if (schema.description === undefined && schema.$ref === undefined) {
          report({ message: 'A named schema needs a description.', location });
        }
      },
    },
  };
}
