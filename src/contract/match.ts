import findMyWay from 'find-my-way';
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
   * Finds the operation for a method and a percent-encoded path. HEAD is matched as GET.
   *
   * @returns undefined when no operation has that path
   * @throws Problem 405 with `Allow` when the path has operations, but none of that method
   */
  match(method: string, path: string): Match | undefined;
}

/** Matches requests to operations by their path templates. A trailing slash makes no difference. */
export function createMatcher(operations: readonly Operation[]): Matcher {
  const router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 16_384 });
  for (const operation of operations) {
    const route = operation.path.replaceAll(/\{([^{}]+)\}/g, ':$1');
    router.on(operation.method as findMyWay.HTTPMethod, route, unused, operation);
  }

  const find = (method: string, path: string): Match | undefined => {
    const found = router.find(method as findMyWay.HTTPMethod, path);
    if (found === null) return undefined;
    return { operation: found.store as Operation, path: found.params as Record<string, string> };
  };

  return {
    match(method, path) {
      const match = find(method === 'HEAD' ? 'GET' : method, path);
      if (match) return match;
      const allowed = methods.map((name) => name.toUpperCase()).filter((name) => find(name, path) !== undefined);
      if (allowed.length === 0) return undefined;
      if (allowed.includes('GET')) allowed.push('HEAD');
      if (method !== 'OPTIONS') allowed.push('OPTIONS');
      const allow = allowed.join(', ');
      throw new Problem(405, `method ${method} is not allowed here; use ${allow}`, { headers: { allow } });
    },
  };
}

/** find-my-way wants a handler; the operation travels in the route's store. */
function unused(): void {}
