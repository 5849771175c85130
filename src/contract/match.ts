import { methods } from './document.ts';
import { lazy } from './lazy.ts';
import type { Operation } from './operation.ts';
import { createSegmentPattern, type SegmentPattern } from './segment-pattern.ts';
import { Problem } from './problem.ts';

/** A matched operation, with the values of its path parameters. */
export interface Match {
  readonly operation: Operation;
  /** Decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** As sent; absent where every parameter of the path is a plain text. */
  readonly rawPath?: Readonly<Record<string, string>>;
}

export interface Matcher {
  /**
   * Finds the operation for a method and a path. HEAD matches as GET unless it is documented.
   *
   * @param path percent-encoded; it must be decodable
   * @returns undefined when no operation has the path
   * @throws Problem 405 with `Allow` when the path has operations, but none with this method
   */
  match(method: string, path: string): Match | undefined;
}

/** An operation at the end of a path, with the names of the parameters on the way. */
interface Target {
  readonly operation: Operation;
  readonly names: readonly string[];
  /** Whether a parameter of the path is read from its text as sent. */
  readonly needsRaw: () => boolean;
}

/** A node in the tree of path templates, which has one level per segment. */
interface Node {
  /** Children for fixed segments. They take precedence over all others. */
  readonly fixed: Map<string, Node>;
  /** Children for segments with parameters and fixed text (`{name}.json`), those with the most text first. */
  readonly patterns: PatternNode[];
  parameter: Node | undefined;
  /** Operations by method. */
  readonly operations: Map<string, Target>;
}

interface PatternNode {
  readonly pattern: SegmentPattern;
  readonly node: Node;
}

/** The segments of a request, and the values of the parameters so far. */
interface Search {
  readonly segments: readonly string[];
  readonly values: string[];
  /** Whether a parameter may be empty, so that its absence is refused rather than its path. */
  readonly allowsEmpty: boolean;
  /** Whether a node will do. */
  readonly accepts: (node: Node) => boolean;
}

/**
 * Creates a matcher of path templates. It ignores a trailing slash.
 *
 * @param triesOthers whether a path that lacks the method leaves the request to another template that has it, and an
 * empty segment to a parameter
 */
export function createMatcher(operations: readonly Operation[], triesOthers = false): Matcher {
  const root = newNode();
  for (const operation of operations) {
    const names: string[] = [];
    let node = root;
    for (const segment of segmentsOf(operation.path, false)) {
      const name = /^\{([^{}]+)\}$/.exec(segment)?.[1];
      if (name !== undefined) {
        names.push(name);
        node = node.parameter ??= newNode();
      } else if (segment.includes('{')) {
        const pattern = createSegmentPattern(segment);
        names.push(...pattern.names);
        node = patternChild(node, pattern);
      } else node = fixedChild(node, decodeSegment(segment));
    }
    const needsRaw = lazy(() => operation.parameters.some((each) => each.in === 'path' && each.styled !== undefined));
    const known = node.operations.get(operation.method);
    if (!known) node.operations.set(operation.method, { operation, names, needsRaw });
  }
  sortPatterns(root);

  return {
    match(method, path) {
      const segments = segmentsOf(path, true);
      const asked = (node: Node): boolean => targetOf(node, method) !== undefined;
      const values: string[] = [];
      const search = { segments, values, allowsEmpty: triesOthers };
      let node = triesOthers ? find(root, 0, { ...search, accepts: asked }) : undefined;
      node ??= find(root, 0, { ...search, accepts: ({ operations: { size } }) => size > 0 });
      if (!node) return undefined;
      const target = targetOf(node, method);
      if (!target) throw notAllowed(node, method);
      const { operation, names, needsRaw } = target;
      const match = { operation, path: pathValues(names, values) };
      return needsRaw() ? { ...match, rawPath: rawValues(root, path, node, names) } : match;
    },
  };
}

function targetOf({ operations }: Node, method: string): Target | undefined {
  return operations.get(method) ?? (method === 'HEAD' ? operations.get('GET') : undefined);
}

function notAllowed({ operations }: Node, method: string): Problem {
  const usual = methods.map((name) => name.toUpperCase());
  const others = [...operations.keys()].filter((name) => !usual.includes(name));
  const documented = [...usual.filter((name) => operations.has(name)), ...others];
  const allowed = documented.filter((name) => name !== 'HEAD' && name !== 'OPTIONS');
  if (operations.has('GET') || operations.has('HEAD')) allowed.push('HEAD');
  if (method !== 'OPTIONS') allowed.push('OPTIONS');
  const allow = allowed.join(', ');
  return new Problem(405, `method ${method} is not allowed here; use ${allow}`, { headers: { allow } });
}

function newNode(): Node {
  return { fixed: new Map(), patterns: [], parameter: undefined, operations: new Map() };
}

function fixedChild({ fixed }: Node, segment: string): Node {
  const child = fixed.get(segment) ?? newNode();
  fixed.set(segment, child);
  return child;
}

function patternChild({ patterns }: Node, pattern: SegmentPattern): Node {
  const known = patterns.find((each) => each.pattern.source === pattern.source);
  if (known) return known.node;
  const node = newNode();
  patterns.push({ pattern, node });
  return node;
}

function sortPatterns({ fixed, patterns, parameter }: Node): void {
  patterns.sort((one, other) => other.pattern.fixedLength - one.pattern.fixedLength);
  for (const child of [...fixed.values(), ...patterns.map(({ node }) => node)]) sortPatterns(child);
  if (parameter) sortPatterns(parameter);
}

/** Splits a path. Decodes the segments one by one, so that an encoded slash stays inside its segment. */
function segmentsOf(path: string, isDecoded: boolean): string[] {
  const end = path.length > 1 && path.endsWith('/') ? -1 : undefined;
  const segments = path.slice(1, end).split('/');
  return isDecoded && path.includes('%') ? segments.map((segment) => decodeURIComponent(segment)) : segments;
}

/** Decodes a fixed segment of a template, which may hold a percent sign of its own. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Finds the node for the segments, and collects the values of its parameters. */
function find(node: Node, index: number, search: Search): Node | undefined {
  const { segments, values } = search;
  if (index === segments.length) return search.accepts(node) ? node : undefined;
  const segment = segments[index]!;
  const fixed = node.fixed.get(segment);
  const viaFixed = fixed && find(fixed, index + 1, search);
  if (viaFixed || (segment === '' && !search.allowsEmpty)) return viaFixed;
  for (const { pattern, node: child } of node.patterns) {
    const found = pattern.match(segment);
    if (!found) continue;
    values.push(...found);
    const viaPattern = find(child, index + 1, search);
    if (viaPattern) return viaPattern;
    values.length -= found.length;
  }
  if (!node.parameter) return undefined;
  values.push(segment);
  const viaParameter = find(node.parameter, index + 1, search);
  if (!viaParameter) values.pop();
  return viaParameter;
}

function pathValues(names: readonly string[], values: readonly string[]): Record<string, string> {
  const path: Record<string, string> = {};
  for (let index = 0; index < names.length; index++) path[names[index]!] = values[index]!;
  return path;
}

/** The values as sent. Fixed segments are compared decoded, all others are taken as they are. */
function rawValues(root: Node, path: string, target: Node, names: readonly string[]): Record<string, string> {
  const values: string[] = [];
  const visit = (node: Node, segments: readonly string[]): boolean => {
    const [segment, ...rest] = segments;
    if (segment === undefined) return node === target;
    const fixed = node.fixed.get(decodeSegment(segment));
    if (fixed && visit(fixed, rest)) return true;
    for (const { pattern, node: child } of node.patterns) {
      // Encoded fixed text matches only when decoded; the values are then encoded again.
      const found = pattern.match(segment) ?? pattern.match(decodeSegment(segment))?.map(encodeURIComponent);
      if (!found) continue;
      values.push(...found);
      if (visit(child, rest)) return true;
      values.length -= found.length;
    }
    if (!node.parameter) return false;
    values.push(segment);
    if (visit(node.parameter, rest)) return true;
    values.pop();
    return false;
  };
  visit(root, segmentsOf(path, false));
  return pathValues(names, values);
}
