import { type Document, isReference, type Reference, type Schema } from '../document.ts';
import { schemaParts } from '../schema-types.ts';
import { mapSchemas, type SchemaNode } from './map-schemas.ts';

/** The direction of a message. A property may be for the other one only. */
export type Direction = 'request' | 'response';

const otherOnly = { request: 'readOnly', response: 'writeOnly' } as const;

/** Whether a document has properties that only one direction requires. */
export function hasOneWayProperties(document: Document): boolean {
  const text = JSON.stringify(document);
  return text.includes('"readOnly":true') || text.includes('"writeOnly":true');
}

/**
 * Lets properties that are for the other direction be absent: `readOnly` ones in requests, `writeOnly` ones in responses.
 * They may be sent, as in Prism.
 */
export function relaxRequired(document: Document, direction: Direction): Document {
  const keyword = otherOnly[direction];
  const relax = (schema: SchemaNode, inherited: ReadonlySet<string>): SchemaNode => {
    const names = new Set([...inherited, ...oneWayNames(document, schema as Schema, keyword)]);
    if (names.size === 0) return schema;
    const changed: Record<string, unknown> = { ...schema };
    if (Array.isArray(schema['required'])) {
      changed['required'] = schema['required'].filter((name) => !names.has(name as string));
    }
    for (const key of ['allOf', 'anyOf', 'oneOf']) {
      // A part may require a property that another part describes.
      const parts = schema[key];
      if (Array.isArray(parts)) changed[key] = parts.map((part) => (isPlainObject(part) ? relax(part, names) : part));
    }
    return changed;
  };
  return mapSchemas(document, (schema) => relax(schema, new Set())) as Document;
}

function isPlainObject(node: unknown): node is SchemaNode {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

/** The names of a schema's properties that are for the other direction. */
function oneWayNames(document: Document, schema: Schema, keyword: 'readOnly' | 'writeOnly'): string[] {
  if (!schema.required && !schema.allOf && !schema.anyOf && !schema.oneOf) return [];
  return schemaParts(document, schema, ['allOf'])
    .flatMap(({ properties }) => Object.entries(properties ?? {}))
    .filter(([, property]) => isOneWay(document, property, keyword))
    .map(([name]) => name);
}

function isOneWay(document: Document, property: Schema | Reference, keyword: 'readOnly' | 'writeOnly'): boolean {
  if (typeof property !== 'object' || property === null) return false;
  return (
    (property as Schema)[keyword] === true ||
    (isReference(property) && schemaParts(document, property).some((part) => part[keyword] === true))
  );
}
