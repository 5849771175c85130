import type { JsonValue } from './http-message.ts';
import { type Document, type Reference, resolveRef, type Schema } from './document.ts';

/** How an API reads the names of JSON properties beyond what its document says. */
export interface PropertyNaming {
  /** Other names that its older clients send, in lower case, and the documented ones: `region` → `location`. */
  readonly aliases: ReadonlyMap<string, string>;
}

/** The names that a schema knows, at every depth. */
export interface NameTree {
  /** By the name as documented. */
  readonly properties: ReadonlyMap<string, NameTree>;
  /** The documented name by its form in lower case. */
  readonly byLowerCase: ReadonlyMap<string, string>;
  /** The names in the items of an array; undefined if no item has names. */
  readonly items: NameTree | undefined;
  /** Whether nothing below has names. */
  readonly isEmpty: boolean;
}

const emptyTree: NameTree = { properties: new Map(), byLowerCase: new Map(), items: undefined, isEmpty: true };

/** Collects the names of a schema and of all parts that it is put together from. A schema within itself ends there. */
export function readNameTree(document: Document, schema: Schema | Reference): NameTree {
  return treeOf(document, [schema], new Set());
}

function treeOf(document: Document, nodes: readonly (Schema | Reference)[], outer: ReadonlySet<Schema>): NameTree {
  const parts = nodes.flatMap((node) => partsOf(document, node)).filter((part) => !outer.has(part));
  const within = new Set([...outer, ...parts]);
  const byName = new Map<string, (Schema | Reference)[]>();
  for (const { properties = {} } of parts) {
    for (const [name, property] of Object.entries(properties)) {
      byName.set(name, [...(byName.get(name) ?? []), property]);
    }
  }
  const properties = new Map([...byName].map(([name, schemas]) => [name, treeOf(document, schemas, within)]));
  const ofItems = parts.flatMap(({ items }) => (items ? [items] : []));
  const items = ofItems.length > 0 ? treeOf(document, ofItems, within) : emptyTree;
  if (properties.size === 0 && items.isEmpty) return emptyTree;
  return {
    properties,
    byLowerCase: new Map([...properties.keys()].map((name) => [name.toLowerCase(), name])),
    items: items.isEmpty ? undefined : items,
    isEmpty: false,
  };
}

function partsOf(document: Document, node: Schema | Reference): Schema[] {
  const own = resolveRef(document, node);
  const parts = [...(own.allOf ?? []), ...(own.anyOf ?? []), ...(own.oneOf ?? [])];
  return [own, ...parts.flatMap((part) => partsOf(document, part))];
}

/**
 * Gives a value the documented names of its properties, as Go's `encoding/json` does: a name that matches one in all
 * but case stands for it. A name spelt as documented wins over any other; of several others the last one does. Names
 * that match nothing stay.
 *
 * @param notes takes one sentence for each name that was read as another
 * @returns the value itself where all names are exact
 */
export function withDocumentedNames(
  value: JsonValue,
  tree: NameTree,
  naming: PropertyNaming,
  notes: string[],
): JsonValue {
  if (typeof value !== 'object' || value === null || tree.isEmpty) return value;
  if (Array.isArray(value)) return tree.items ? renameItems(value, tree.items, naming, notes) : value;
  // Built only when something differs. `fromEntries` defines properties, so that `__proto__` is one like any other.
  let renamed: Map<string, JsonValue> | undefined;
  for (const name of Object.keys(value)) {
    const known = documentedName(name, value, tree, naming);
    const held = value[name]!;
    const inner = known === undefined ? held : withDocumentedNames(held, tree.properties.get(known)!, naming, notes);
    if (known === name ? inner === held : known === undefined) {
      renamed?.set(name, inner);
      continue;
    }
    renamed ??= entriesBefore(value, name);
    if (known === name || known === undefined) renamed.set(name, inner);
    else if (Object.hasOwn(value, known)) notes.push(`property ${name} ignored beside ${known}`);
    else {
      renamed.set(known, inner);
      notes.push(`property ${name} read as ${known}`);
    }
  }
  return renamed ? Object.fromEntries(renamed) : value;
}

function renameItems(items: JsonValue[], tree: NameTree, naming: PropertyNaming, notes: string[]): JsonValue[] {
  const renamed = items.map((item) => withDocumentedNames(item, tree, naming, notes));
  return renamed.some((item, index) => item !== items[index]) ? renamed : items;
}

/** The documented name that a name stands for; undefined for none. */
function documentedName(
  name: string,
  value: Readonly<Record<string, JsonValue>>,
  { properties, byLowerCase }: NameTree,
  { aliases }: PropertyNaming,
): string | undefined {
  if (properties.has(name)) return name;
  const lower = name.toLowerCase();
  const known = byLowerCase.get(lower);
  if (known !== undefined) return known;
  const alias = aliases.get(lower);
  if (alias === undefined || !properties.has(alias)) return undefined;
  // An older name counts only where the present one, in whatever case, is not there.
  return Object.keys(value).some((other) => other.toLowerCase() === alias.toLowerCase()) ? undefined : alias;
}

/** The properties that stand before one, none of which was renamed. */
function entriesBefore(value: Readonly<Record<string, JsonValue>>, name: string): Map<string, JsonValue> {
  const names = Object.keys(value);
  return new Map(names.slice(0, names.indexOf(name)).map((each) => [each, value[each]!]));
}
