import type { JsonValue } from '../http-message.ts';
import type { Shape } from './shape.ts';

/** Texts in the form in which a request arranges them: at one name, and at names within it. */
export interface TextNode {
  readonly texts: string[];
  readonly children: Map<string, TextNode>;
}

export function newTextNode(): TextNode {
  return { texts: [], children: new Map() };
}

/** Finds the node at some names within another; makes those that are missing. */
export function nodeWithin(node: TextNode, names: readonly string[]): TextNode {
  let within = node;
  for (const name of names) {
    let child = within.children.get(name);
    if (!child) within.children.set(name, (child = newTextNode()));
    within = child;
  }
  return within;
}

/** Builds the value that a node stands for under a shape. A name that stands twice and is no array becomes one. */
export function buildValue({ texts, children }: TextNode, shape: Shape): JsonValue {
  if (children.size === 0) {
    if (texts.length !== 1 || (shape.isArray && !shape.isText)) {
      return texts.map((text) => shape.items().read(text));
    }
    return shape.read(texts[0]!);
  }
  const names = [...children.keys()];
  const isList = shape.isArray && names.every((name) => /^\d*$/.test(name));
  if (!isList) return toObject([...children].map(([name, child]) => [name, buildValue(child, shape.property(name))]));
  const item = shape.items();
  const ordered = [...children].toSorted(([one], [other]) => Number(one) - Number(other));
  return ordered.flatMap(([name, child]) => {
    // `name[]=1&name[]=2` appends; `name[0]=1` is one item.
    if (name === '' && child.children.size === 0) return child.texts.map((text) => item.read(text));
    return [buildValue(child, item)];
  });
}

/** Builds an object of pairs. A name that occurs twice has both texts. */
export function buildObject(pairs: readonly (readonly [string, string])[], shape: Shape): JsonValue {
  const node = newTextNode();
  for (const [name, text] of pairs) nodeWithin(node, [name]).texts.push(text);
  return toObject([...node.children].map(([name, child]) => [name, buildValue(child, shape.property(name))]));
}

/** `fromEntries` defines properties, so that `__proto__` is one like any other. */
function toObject(entries: [string, JsonValue][]): JsonValue {
  return Object.fromEntries(entries);
}
