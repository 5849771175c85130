import { type Document, operationsOf } from '../contract/document.ts';
import { deref } from './check.ts';
import { isObject } from './is-object.ts';

/**
 * Adds what a server needs and a document may leave out: components, and an `operationId` that no other operation has.
 * References to path items are replaced by them.
 *
 * @param onRenamed called for an operation whose id another one has
 */
export function completeDocument(document: Document, onRenamed: (pointer: string[], id: string) => void): void {
  const root = document as unknown as Record<string, unknown>;
  root['components'] ??= {};
  root['paths'] ??= {};
  root['info'] = withTitle(root['info']);
  const paths = root['paths'] as Record<string, unknown>;
  const taken = new Set<string>();
  const unnamed: (() => void)[] = [];
  for (const [path, node] of Object.entries(paths)) {
    if (!path.startsWith('/')) {
      delete paths[path];
      continue;
    }
    const item = resolveItem(root, node);
    paths[path] = item;
    for (const { method, operation: found, place } of operationsOf(item)) {
      const operation: unknown = found;
      if (!isObject(operation)) continue;
      const given = operation['operationId'];
      const isGiven = typeof given === 'string' && given !== '';
      if (isGiven && !taken.has(given)) {
        taken.add(given);
        continue;
      }
      // Given ids come first, so that a made one never takes the name of a given one.
      unnamed.push(() => {
        const id = uniqueId(isGiven ? given : idOf(method.toLowerCase(), path), taken);
        taken.add(id);
        operation['operationId'] = id;
        if (isGiven) onRenamed(['paths', path, ...place.split('/')], id);
      });
    }
  }
  for (const name of unnamed) name();
}

function withTitle(info: unknown): unknown {
  const given = isObject(info) ? info : {};
  const title = typeof given['title'] === 'string' && given['title'] !== '' ? given['title'] : 'API';
  const version = given['version'] === undefined ? '1.0.0' : String(given['version']);
  return { ...given, title, version };
}

/** A path item with what it refers to; its own members win. */
function resolveItem(root: Record<string, unknown>, node: unknown): Record<string, unknown> {
  if (!isObject(node)) return {};
  const { $ref, ...own } = node;
  const target = typeof $ref === 'string' ? deref(root, { $ref }) : undefined;
  return isObject(target) ? { ...target, ...own } : own;
}

/** `get` and `/pets/{petId}/photos` → `getPetsPetIdPhotos` */
export function idOf(method: string, path: string): string {
  const words = path.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return method + words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
}

function uniqueId(base: string, taken: ReadonlySet<string>): string {
  let id = base;
  for (let count = 2; taken.has(id); count++) id = `${base}${count}`;
  return id;
}
