import { type Document, type ExampleObject, type Reference, resolveRef, type Schema } from './document.ts';
import type { JsonValue } from './http-message.ts';
import { schemaParts } from './schema-types.ts';

/** A node with examples: a media type, a parameter or a header. */
export interface Exemplified {
  readonly example?: JsonValue;
  readonly examples?: Readonly<Record<string, ExampleObject | Reference>>;
}

/** The name of an example that has none of its own. */
const unnamed = 'default';

/**
 * Collects the examples of a node by name, in the contract's order: `examples`, else `example`, else those of its
 * schema, else the schema's default. Examples outside the document are left out.
 */
export function readExamples(
  document: Document,
  { example, examples = {} }: Exemplified,
  schema: Schema | Reference | undefined,
): Map<string, JsonValue> {
  const named = Object.entries(examples).flatMap(([name, node]): [string, JsonValue][] => {
    const { value } = resolveRef(document, node);
    return value === undefined ? [] : [[name, value]];
  });
  if (named.length > 0) return new Map(named);
  const value = example ?? schemaExample(document, schema);
  return new Map(value === undefined ? [] : [[unnamed, value]]);
}

/** The first example of a node; undefined if it has none. */
export function exampleOf(
  document: Document,
  node: Exemplified,
  schema: Schema | Reference | undefined,
): JsonValue | undefined {
  return node.example ?? readExamples(document, node, schema).values().next().value;
}

/** The example that a schema gives for a whole value; undefined if it gives none. */
function schemaExample(document: Document, schema: Schema | Reference | undefined): JsonValue | undefined {
  if (schema === undefined) return undefined;
  // A part of `anyOf` or `allOf` may be an example of that part only.
  const parts = schemaParts(document, schema).filter((part, index) => index === 0 || isOnlyReferred(schema, part));
  for (const part of parts) {
    const [value = part.example ?? part.default] = Array.isArray(part.examples) ? part.examples : [];
    if (value !== undefined) return value;
  }
  return undefined;

  function isOnlyReferred(start: Schema | Reference, part: Schema): boolean {
    try {
      return '$ref' in start && resolveRef(document, start) === part;
    } catch {
      return false;
    }
  }
}
