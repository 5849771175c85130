import { basename, extname } from 'node:path';
import { unescapeToken } from '../contract/json-pointer.ts';

/** The place of a node in the file that it comes from. */
export interface Origin {
  readonly file: string;
  readonly pointer: string;
}

/** A map of a document that takes objects of other files, such as `components/schemas`. */
export interface Home {
  /** The objects by name. */
  readonly added: Record<string, unknown>;
  has(place: Origin): boolean;
  /** Returns the name of an object, which stays the same. */
  nameOf(place: Origin): string;
  /** Gives an object a name of the author's choice. */
  name(place: Origin, name: string): void;
  referenceTo(place: Origin): string;
  /** Puts the objects into the document. */
  fill(document: Record<string, unknown>): void;
}

/**
 * Creates a home.
 *
 * @param path the keys that lead to the map
 * @param own the members that the document has there itself
 */
export function createHome(path: readonly string[], own: object): Home {
  const names = new Map<string, string>();
  const taken = new Set(Object.keys(own));
  const added: Record<string, unknown> = {};
  const nameOf = (place: Origin): string => {
    const known = names.get(keyOf(place));
    if (known !== undefined) return known;
    const { file, pointer } = place;
    const last =
      pointer === '' ? basename(file, extname(file)) : unescapeToken(pointer.slice(pointer.lastIndexOf('/') + 1));
    const base = last.replaceAll(/[^\w.-]+/g, '_') || 'Schema';
    let name = base;
    for (let count = 2; taken.has(name); count++) name = `${base}-${count}`;
    taken.add(name);
    names.set(keyOf(place), name);
    return name;
  };
  return {
    added,
    has: (place) => names.has(keyOf(place)),
    nameOf,
    name: (place, name) => void names.set(keyOf(place), name),
    referenceTo: (place) => `#/${path.join('/')}/${nameOf(place)}`,
    fill(document) {
      if (Object.keys(added).length === 0) return;
      const holder = path.reduce<Record<string, unknown>>((node, key) => {
        node[key] = { ...(node[key] as object | undefined) };
        return node[key] as Record<string, unknown>;
      }, document);
      Object.assign(holder, added);
    },
  };
}

function keyOf({ file, pointer }: Origin): string {
  return `${file}#${pointer}`;
}

const shared = ['responses', 'headers', 'parameters', 'examples'] as const;

/** The maps of components for objects that many operations share. */
export type SharedHomes = Readonly<Partial<Record<string, Home>>>;

/** Creates the homes of an OpenAPI 3 document, by the key of the map or list that an object stands in. */
export function createSharedHomes(components: Readonly<Record<string, unknown>>): SharedHomes {
  return Object.fromEntries(shared.map((kind) => [kind, createHome(['components', kind], components[kind] ?? {})]));
}
