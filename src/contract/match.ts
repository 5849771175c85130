import { methods } from './document.ts';
import type { Operation } from './operation.ts';
import { Problem } from './problem.ts';

/** A matched operation, with the decoded values of its path parameters. */
export interface Match {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
}

export interface Matcher {
  /**
   * Finds the operation for a method and a path. HEAD matches as GET.
   *
   * @param path percent-encoded; it must be decodable
   * @returns undefined when no operation has the path
   * @throws Problem 405 with `Allow` when the path has operations, but none with this method
   */
  match(method: string, path: string): Match | undefined;
}

/** A node in the tree of path templates, which has one level per segment. */
interface Node {
  /** Children for fixed segments. They take precedence over the parameter. */
  readonly fixed: Map<string, Node>;
  parameter: Node | undefined;
  /** Operations by method. */
  readonly operations: Map<string, Operation>;
  /** Names of the parameters on the path to this node. */
  names: readonly string[];
}

/** Creates a matcher of path templates. It ignores a trailing slash. */
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
      if (operation) return { operation, path: pathValues(node.names, values) };
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

/** Decodes the segments one by one, so that an encoded slash stays inside its segment. */
function segmentsOf(path: string): string[] {
  const end = path.length > 1 && path.endsWith('/') ? -1 : undefined;
  const segments = path.slice(1, end).split('/');
  return path.includes('%') ? segments.map((segment) => decodeURIComponent(segment)) : segments;
}

/** Finds the node with operations for the segments, and collects the values of its parameters in `values`. */
function find(node: Node, segments: readonly string[], index: number, values: string[]): Node | undefined {
  if (index === segments.length) return node.operations.size > 0 ? node : undefined;
  const segment = segments[index]!;
  const fixed = node.fixed.get(segment);
  const viaFixed = fixed && find(fixed, segments, index + 1, values);
  if (viaFixed || !node.parameter || segment === '') return viaFixed;
  values.push(segment);
  const viaParameter = find(node.parameter, segments, index + 1, values);
  if (!viaParameter) values.pop();
  return viaParameter;
}

function pathValues(names: readonly string[], values: readonly string[]): Record<string, string> {
  const path: Record<string, string> = {};
  for (let index = 0; index < names.length; index++) path[names[index]!] = values[index]!;
  return path;
}
