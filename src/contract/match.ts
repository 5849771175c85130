import { methods } from './document.ts';
import type { Operation } from './operation.ts';
import { Problem } from './problem.ts';

/** An operation and the values of its path's parameters, decoded. */
export interface Match {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
}

export interface Matcher {
  /**
   * Finds the operation for a method and a percent-encoded path that can be decoded. HEAD is matched as GET.
   *
   * @returns undefined when no operation has that path
   * @throws Problem 405 with `Allow` when the path has operations, but none of that method
   */
  match(method: string, path: string): Match | undefined;
}

/** A place in the tree of paths, which has a level for each segment. */
interface Node {
  /** By the segment's text, which goes before a parameter. */
  readonly fixed: Map<string, Node>;
  parameter: Node | undefined;
  /** By method. */
  readonly operations: Map<string, Operation>;
  /** The names of the parameters on the way here. */
  names: readonly string[];
}

/** Matches requests to operations by their path templates. A trailing slash makes no difference. */
export function createMatcher(operations: readonly Operation[]): Matcher {
  const root = newNode();
  for (const operation of operations) {
    const names: string[] = [];
    let node = root;
    for (const segment of segmentsOf(operation.path)) {
      const name = /^\{([^{}]+)\}$/.exec(segment)?.[1];
      if (name !== undefined) names.push(name);
      node = name === undefined ? fixedChild(node, segment) : (node.parameter ??= newNode());
    }
    node.operations.set(operation.method, operation);
    node.names = names;
  }

  return {
    match(method, path) {
      const values: string[] = [];
      const node = find(root, segmentsOf(path), 0, values);
      if (!node) return undefined;
      const operation = node.operations.get(method === 'HEAD' ? 'GET' : method);
      if (operation) return { operation, path: named(node.names, values) };
      const allowed: string[] = methods.map((name) => name.toUpperCase()).filter((name) => node.operations.has(name));
      if (node.operations.has('GET')) allowed.push('HEAD');
      if (method !== 'OPTIONS') allowed.push('OPTIONS');
      const allow = allowed.join(', ');
      throw new Problem(405, `method ${method} is not allowed here; use ${allow}`, { headers: { allow } });
    },
  };
}

function newNode(): Node {
  return { fixed: new Map(), parameter: undefined, operations: new Map(), names: [] };
}

function fixedChild({ fixed }: Node, segment: string): Node {
  const child = fixed.get(segment) ?? newNode();
  fixed.set(segment, child);
  return child;
}

/** Decoded one by one, so that an encoded slash stays part of its segment. */
function segmentsOf(path: string): string[] {
  const end = path.length > 1 && path.endsWith('/') ? -1 : undefined;
  const segments = path.slice(1, end).split('/');
  return path.includes('%') ? segments.map((segment) => decodeURIComponent(segment)) : segments;
}

/** The place with operations that the segments lead to; `values` then holds what stands for its parameters. */
function find(node: Node, segments: readonly string[], index: number, values: string[]): Node | undefined {
  if (index === segments.length) return node.operations.size > 0 ? node : undefined;
  const segment = segments[index]!;
  const fixed = node.fixed.get(segment);
  const found = fixed && find(fixed, segments, index + 1, values);
  if (found || !node.parameter || segment === '') return found;
  values.push(segment);
  const below = find(node.parameter, segments, index + 1, values);
  if (!below) values.pop();
  return below;
}

function named(names: readonly string[], values: readonly string[]): Record<string, string> {
  const path: Record<string, string> = {};
  for (let index = 0; index < names.length; index++) path[names[index]!] = values[index]!;
  return path;
}
