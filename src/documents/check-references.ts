import { unescapeToken, valueAt } from '../contract/json-pointer.ts';
import { contextOf, type NodeContext } from './context.ts';
import { decode } from './decode.ts';
import { isObject } from './is-object.ts';
import type { Report } from './report.ts';
import { childPointer } from './source.ts';

type Visit = (schema: Record<string, unknown>, pointer: string) => void;

/** Checks the anchors of all schemas of a document in one piece, and that each reference between schemas leads to one. */
export function checkReferences(document: Record<string, unknown>, report: Report): void {
  const anchors = new Set<string>();
  const collect: Visit = (schema, pointer) => {
    if (schema['$id'] !== undefined) {
      const message = 'is ignored: references are resolved from the place of the file';
      report('warning', childPointer(pointer, '$id'), message, () => {});
      delete schema['$id'];
    }
    for (const key of ['$anchor', '$dynamicAnchor']) {
      const anchor = schema[key];
      if (typeof anchor !== 'string') continue;
      const at = childPointer(pointer, key);
      const remove = (): void => void delete schema[key];
      if (!/^[A-Za-z_][\w.-]*$/.test(anchor)) report('error', at, 'must be a name without special characters', remove);
      else if (anchors.has(anchor)) report('error', at, 'is the anchor of another schema, too', remove);
      else anchors.add(anchor);
    }
  };
  const follow: Visit = (schema, pointer) => {
    for (const key of ['$ref', '$dynamicRef']) {
      const reference = schema[key];
      if (typeof reference !== 'string') continue;
      const problem = referenceProblem(document, reference, anchors);
      if (problem === undefined) continue;
      report('error', childPointer(pointer, key), `refers to ${reference}, ${problem}`, () => delete schema[key]);
    }
  };
  const named = valueAt(document, '/components/schemas') ?? {};
  const checkTarget = (owner: Record<string, unknown>, key: string, at: string): void => {
    const target = owner[key];
    if (typeof target !== 'string') return;
    const name = unescapeToken(decode(target.slice(target.lastIndexOf('/') + 1)));
    if (Object.hasOwn(named, name)) return;
    report('warning', childPointer(at, key), `names ${target}, which is no named schema, and is ignored`, () => {});
    delete owner[key];
  };
  const checkMapping: Visit = ({ discriminator }, pointer) => {
    if (!isObject(discriminator)) return;
    const at = childPointer(pointer, 'discriminator');
    const { mapping } = discriminator;
    checkTarget(discriminator, 'defaultMapping', at);
    if (!isObject(mapping)) return;
    for (const tag of Object.keys(mapping)) checkTarget(mapping, tag, childPointer(at, 'mapping'));
  };
  eachSchema(document, 'object', '', collect);
  eachSchema(document, 'object', '', checkMapping);
  eachSchema(document, 'object', '', follow);
}

/**
 * Makes references to anchors pointers, which a validator finds everywhere. No two schemas have the same anchor, so a
 * dynamic reference leads to one schema, too.
 */
export function resolveAnchors(document: Record<string, unknown>): void {
  const pointers = new Map<string, string>();
  eachSchema(document, 'object', '', (schema, pointer) => {
    const { $anchor, $dynamicAnchor } = schema;
    for (const anchor of [$anchor, $dynamicAnchor]) if (typeof anchor === 'string') pointers.set(anchor, pointer);
    delete schema['$anchor'];
  });
  if (pointers.size === 0) return;
  eachSchema(document, 'object', '', (schema) => {
    const { $ref, $dynamicRef } = schema;
    const pointer = typeof $ref === 'string' ? pointers.get($ref.slice(1)) : undefined;
    if (pointer !== undefined) schema['$ref'] = `#${encodeURI(pointer)}`;
    const dynamic = typeof $dynamicRef === 'string' ? pointers.get($dynamicRef.slice(1)) : undefined;
    if (dynamic === undefined || $ref !== undefined) return;
    schema['$ref'] = `#${encodeURI(dynamic)}`;
    delete schema['$dynamicRef'];
  });
}

/** Why a local reference leads to no schema; undefined if it leads to one. */
function referenceProblem(document: object, reference: string, anchors: ReadonlySet<string>): string | undefined {
  // The bundle has reported references to other files that lead nowhere.
  if (!reference.startsWith('#')) return 'which is in no file';
  const fragment = decode(reference.slice(1));
  if (fragment !== '' && !fragment.startsWith('/')) {
    return anchors.has(fragment) ? undefined : 'and no schema has that anchor';
  }
  const target = valueAt(document, fragment);
  if (isCircular(document, reference)) return 'which leads back to itself';
  const isSchema = typeof target === 'boolean' || (typeof target === 'object' && target !== null);
  return isSchema && !Array.isArray(target) ? undefined : 'which is no schema';
}

/** Whether a reference leads back to itself, by way of other references and of `allOf`, so that no value ends it. */
export function isCircular(document: object, reference: string): boolean {
  const path = new Set<unknown>();
  const seen = new Set<unknown>();
  const leadsBack = (node: unknown): boolean => {
    if (!isObject(node)) return false;
    if (path.has(node)) return true;
    if (seen.has(node)) return false;
    seen.add(node);
    path.add(node);
    const { $ref, allOf } = node;
    const isLocal = typeof $ref === 'string' && $ref.startsWith('#');
    const found =
      (isLocal && leadsBack(valueAt(document, decode($ref.slice(1))))) ||
      (Array.isArray(allOf) && allOf.some(leadsBack));
    path.delete(node);
    return found;
  };
  return leadsBack({ $ref: reference });
}

function eachSchema(node: unknown, context: NodeContext, pointer: string, visit: Visit): void {
  if (typeof node !== 'object' || node === null || context === 'data') return;
  if (Array.isArray(node)) {
    const inner = context === 'objects' ? 'object' : context === 'schemas' ? 'schema' : context;
    for (const [index, each] of node.entries()) eachSchema(each, inner, childPointer(pointer, index), visit);
    return;
  }
  const own = node as Record<string, unknown>;
  if (context === 'schema') visit(own, pointer);
  for (const [key, value] of Object.entries(own)) {
    if (typeof value === 'object') eachSchema(value, contextOf(context, key), childPointer(pointer, key), visit);
  }
}
