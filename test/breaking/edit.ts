import { unescapeToken } from '../../src/contract/json-pointer.ts';
import { isObject, type Json, type JsonObject, valueAt } from '../helpers/documents.ts';
import type { Edit } from './plants.ts';

/** Makes edits of the operation with an id, in place. */
export function applyEdits(document: JsonObject, id: string, edits: readonly Edit[]): void {
  const own = JSON.parse(JSON.stringify(edits).replaceAll('{id}', id)) as Edit[];
  for (const [place, value] of own) {
    const pointer = place.startsWith('#') ? place.slice(1) : `/paths/~1${id}~1{key}/post${place}`;
    // A path item moves with all that is in it.
    const moved = isObject(value) && typeof value['move'] === 'string' ? value['move'].slice(1) : undefined;
    put(document, pointer, moved === undefined ? value : valueAt(document, moved));
    if (moved !== undefined) put(document, moved, undefined);
  }
}

function put(document: JsonObject, pointer: string, value: Json | undefined): void {
  const end = pointer.lastIndexOf('/');
  const key = unescapeToken(pointer.slice(end + 1));
  const parent = valueAt(document, pointer.slice(0, end));
  if (Array.isArray(parent)) {
    const index = key === '-' ? parent.length : Number(key);
    if (value === undefined) parent.splice(index, 1);
    else parent.splice(index, 1, value);
  } else if (isObject(parent)) {
    if (value === undefined && !Object.hasOwn(parent, key)) throw new Error(`There is nothing at ${pointer}.`);
    if (value === undefined) delete parent[key];
    else parent[key] = value;
  } else {
    throw new Error(`There is nothing that could hold ${pointer}.`);
  }
}
