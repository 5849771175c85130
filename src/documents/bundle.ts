import { dirname, join, normalize } from 'node:path';
import { valueAt } from '../contract/json-pointer.ts';
import { contextOf, type NodeContext } from './context.ts';
import { decode } from './decode.ts';
import { DocumentError, type Finding } from './finding.ts';
import { createHome, createSharedHomes, type Home, type Origin, type SharedHomes } from './home.ts';
import { childPointer, readSource, type Source } from './source.ts';

/** A document in one piece. */
export interface Bundle {
  /** A copy of the root file, in which every reference is local. */
  readonly document: Record<string, unknown>;
  /** The origin of each object of the copy. */
  readonly origins: WeakMap<object, Origin>;
  /** All files by path, the root first. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly findings: readonly Finding[];
}

/** The place that a reference names, and its value. */
interface Target extends Origin {
  readonly value: unknown;
}

/**
 * Reads a document and the files that it refers to. Schemas of other files become named schemas, so they may be
 * recursive. Responses, headers, parameters and examples become components, so what many operations share is there once.
 * Any other referenced object is copied to where it is used.
 *
 * @param onFile called with each file that is read
 * @throws DocumentError for a root file that cannot be read or is no object
 */
export function bundleDocument(file: string, onFile?: (file: string) => void): Bundle {
  onFile?.(file);
  const root = readSource(file);
  if (typeof root.value !== 'object' || root.value === null || Array.isArray(root.value)) {
    throw new DocumentError([{ level: 'error', file, message: 'is no OpenAPI document: it holds no object' }]);
  }
  const sources = new Map<string, Source>([[root.file, root]]);
  const origins = new WeakMap<object, Origin>();
  const findings: Finding[] = [];
  const report = ({ file: at, pointer }: Origin, message: string): void => {
    findings.push({ level: 'error', file: at, pointer, message });
  };
  const schemasPath = 'swagger' in root.value ? ['definitions'] : ['components', 'schemas'];
  const ownSchemas = (valueAt(root.value, `/${schemasPath.join('/')}`) ?? {}) as Record<string, unknown>;
  const schemas = createHome(schemasPath, ownSchemas);
  const components = valueAt(root.value, '/components') ?? {};
  const shared = 'swagger' in root.value ? {} : createSharedHomes(components as Record<string, unknown>);

  const load = (path: string, at: Origin): Source | undefined => {
    const known = sources.get(path);
    if (known) return known;
    try {
      onFile?.(path);
      const source = readSource(path);
      sources.set(path, source);
      return source;
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      if (error.findings[0]!.line === undefined) report(at, `refers to ${path}: ${error.findings[0]!.message}`);
      else findings.push(...error.findings);
      return undefined;
    }
  };

  /** The place that a reference names; undefined if there is none, which is reported. */
  const resolve = (reference: string, at: Origin): Target | undefined => {
    const [path = '', fragment = ''] = reference.split('#', 2);
    if (/^[a-z][a-z\d+.-]+:/i.test(path)) {
      report(
        at,
        `refers to ${path}, which Mockplane does not fetch; save it beside the document and refer to the file`,
      );
      return undefined;
    }
    const target = path === '' ? at.file : normalize(join(dirname(at.file), decode(path)));
    const source = load(target, at);
    if (!source) return undefined;
    const pointer = decode(fragment);
    const value = pointer === '' ? source.value : valueAt(source.value, pointer);
    if (value === undefined) {
      report(at, `refers to ${reference}, and ${target} has nothing at ${pointer}`);
      return undefined;
    }
    return { file: target, pointer, value };
  };

  /** A reference to an object of another file, which becomes a component. */
  const referenceTo = (home: Home, target: Target, context: NodeContext): string => {
    const isNew = !home.has(target);
    const name = home.nameOf(target);
    // The name stands before the copy, which may refer to itself.
    if (isNew) home.added[name] = copy(target.value, context, target, [`${target.file}#${target.pointer}`]);
    return home.referenceTo(target);
  };

  const follow = (
    node: Record<string, unknown>,
    context: NodeContext,
    at: Origin,
    path: readonly string[],
  ): unknown => {
    const { $ref, ...siblings } = node as { $ref: string };
    const isLocal = $ref.startsWith('#') && at.file === root.file;
    // Ajv finds an anchor; only pointers are checked here.
    if ($ref.startsWith('#') && !/^#(?:\/|$)/.test($ref)) return copyMembers(node, context, at, path);
    const target = resolve($ref, at);
    if (!target) return context === 'schema' ? {} : undefined;
    const rest = copyMembers(siblings, context, at, path);
    if (isLocal) return Object.assign(rest, { $ref });
    if (target.file === root.file) return Object.assign(rest, { $ref: `#${encodeURI(target.pointer)}` });
    if (context === 'schema') return Object.assign(rest, { $ref: referenceTo(schemas, target, 'schema') });
    const home = Object.keys(siblings).length === 0 ? homeFor(shared, at, target.value) : undefined;
    if (home) return Object.assign(rest, { $ref: referenceTo(home, target, 'object') });
    const place = `${target.file}#${target.pointer}`;
    if (path.includes(place)) {
      report(at, `refers to ${$ref}, which refers back to this place`);
      return undefined;
    }
    const inlined = copy(target.value, context, target, [...path, place]);
    return typeof inlined === 'object' && inlined !== null ? Object.assign(inlined, rest) : inlined;
  };

  const copyMembers = (
    node: object,
    context: NodeContext,
    at: Origin,
    path: readonly string[],
  ): Record<string, unknown> => {
    const result: Record<string, unknown> = {};
    origins.set(result, at);
    for (const [key, value] of Object.entries(node)) {
      const inner = { file: at.file, pointer: childPointer(at.pointer, key) };
      if (context === 'schema' && key === 'discriminator') result[key] = copyDiscriminator(value, inner);
      else result[key] = copy(value, contextOf(context, key), inner, path);
    }
    return result;
  };

  const copy = (node: unknown, context: NodeContext, at: Origin, path: readonly string[]): unknown => {
    if (typeof node !== 'object' || node === null) return node;
    if (Array.isArray(node)) {
      const result = node.map((item, index) => {
        // The items of `parameters` are objects, not a map of them.
        const inner = context === 'objects' ? 'object' : context === 'schemas' ? 'schema' : context;
        return copy(item, inner, { file: at.file, pointer: childPointer(at.pointer, index) }, path);
      });
      origins.set(result, at);
      return result;
    }
    const isReference = typeof (node as { $ref?: unknown }).$ref === 'string';
    return isReference && context !== 'data'
      ? follow(node as Record<string, unknown>, context, at, path)
      : copyMembers(node, context, at, path);
  };

  /** A mapping may name schemas by file. */
  const copyDiscriminator = (node: unknown, at: Origin): unknown => {
    const { mapping } = (node ?? {}) as { mapping?: Record<string, unknown> };
    if (typeof mapping !== 'object' || mapping === null) return node;
    const mapped = Object.entries(mapping).map(([tag, target]) => {
      if (typeof target !== 'string' || !/[./#]/.test(target)) return [tag, target];
      if (target.startsWith('#') && at.file === root.file) return [tag, target];
      const found = resolve(target, at);
      if (!found) return [tag, target];
      return [tag, found.file === root.file ? `#${found.pointer}` : referenceTo(schemas, found, 'schema')];
    });
    return { ...(node as object), mapping: Object.fromEntries(mapped) as Record<string, unknown> };
  };

  // A named schema of the root that is nothing but a reference gives its name to the file.
  const start: Origin = { file: root.file, pointer: '' };
  const aliases = new Map<string, Target>();
  for (const [name, schema] of Object.entries(ownSchemas)) {
    const reference = (schema as { $ref?: unknown } | null)?.$ref;
    if (typeof reference !== 'string' || reference.startsWith('#') || Object.keys(schema as object).length > 1)
      continue;
    const target = resolve(reference, { file: root.file, pointer: `/${schemasPath.join('/')}/${name}` });
    if (!target || target.file === root.file || schemas.has(target)) continue;
    schemas.name(target, name);
    aliases.set(name, target);
  }
  const document = copy(root.value, 'object', start, []) as Record<string, unknown>;
  for (const [name, target] of aliases) schemas.added[name] = copy(target.value, 'schema', target, []);
  for (const home of [schemas, ...Object.values(shared)]) home?.fill(document);
  return { document, origins, sources, findings };
}

/** The components that a referenced object belongs to; undefined if it is copied to where it is used. */
function homeFor(homes: SharedHomes, { pointer }: Origin, value: unknown): Home | undefined {
  const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value) && !('$ref' in value);
  // A component of the document itself keeps its name.
  if (!isPlain || pointer.startsWith('/components/')) return undefined;
  const tokens = pointer.split('/');
  return homes[tokens.at(-2)!];
}
