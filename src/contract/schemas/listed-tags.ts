import { type Document, type Reference, resolveRef, type Schema } from '../document.ts';
import { unescapeToken, valueAt } from '../json-pointer.ts';
import { schemaParts } from '../schema-types.ts';

type Node = Schema | Reference;

/** The keywords of a schema that lead into a value. */
interface Inner {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
}

/**
 * Lists the values that a discriminator knows.
 *
 * @param pointer to the schema of the whole value
 * @param path JSON Pointer from the whole value to the object that has the tag
 * @param tag the name of the property
 */
export function listedTags(document: Document, pointer: string, path: string, tag: string): string[] {
  let nodes = partsOf(document, [valueAt(document, pointer) as Node]);
  for (const token of path.split('/').slice(1)) {
    const name = unescapeToken(token);
    nodes = partsOf(
      document,
      nodes.flatMap((node) => inner(node as Inner, name)),
    );
  }
  const branches = nodes
    .filter((node) => (node as { discriminator?: { propertyName?: unknown } }).discriminator?.propertyName === tag)
    .flatMap(({ oneOf = [] }) => oneOf as Node[]);
  const tags = branches.flatMap((branch) => tagsOf(resolveRef<Schema>(document, branch), tag));
  return [...new Set(tags)];
}

function partsOf(document: Document, nodes: readonly Node[]): Schema[] {
  return [...new Set(nodes.flatMap((node) => schemaParts(document, node)))];
}

function inner({ properties = {}, additionalProperties, items }: Inner, name: string): Node[] {
  if (Object.hasOwn(properties, name)) return [properties[name]!];
  const others = typeof additionalProperties === 'object' ? [additionalProperties] : [];
  return items !== undefined && /^\d+$/.test(name) ? [items, ...others] : others;
}

function tagsOf({ properties }: Schema, tag: string): string[] {
  const { const: only, enum: many = [] } = (properties?.[tag] ?? {}) as Schema;
  return (only === undefined ? many : [only]).map(String);
}
