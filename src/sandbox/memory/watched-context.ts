import type { Clock } from '../clock/clock.ts';
import type { Context } from '../handler.ts';

/** The findings about a handler that has run. */
export interface Reads {
  /** Whether it read nothing but the store, constants and the time. */
  readonly isRepeatable: boolean;
  /** The time that it read, in milliseconds; undefined if it read none. */
  readonly moment: number | undefined;
}

/** A context that notes what is read from it. */
export interface WatchedContext {
  readonly context: Context;
  /** Runs a function and returns its result with what it read. */
  watch<T>(run: () => T): { readonly result: T; readonly reads: Reads };
}

/** Parts that stay the same as long as the sandbox, and the store, whose version tells of changes. */
const constants: ReadonlySet<string> = new Set<keyof Context>([
  'sandbox',
  'sessionKey',
  'store',
  'plan',
  'limits',
  'hostnames',
  'switches',
  'locations',
]);

/** Watches the context of a sandbox. Parts that are added to it later count as changeable. */
export function watchContext(context: Context): WatchedContext {
  let isRepeatable = true;
  let moment: number | undefined;
  const noteTime = (now: number): number => {
    if (moment !== undefined && moment !== now) isRepeatable = false;
    moment = now;
    return now;
  };
  const other = (): void => {
    isRepeatable = false;
  };
  const clock = watched<Clock>(context.clock, new Set(), other, { now: () => noteTime(context.clock.now()) });
  return {
    context: watched(context, constants, other, { clock }),
    watch(run) {
      isRepeatable = true;
      moment = undefined;
      const result = run();
      return { result, reads: { isRepeatable, moment } };
    },
  };
}

/** An object whose properties call a function when they are read, but for some. @param instead what takes their place */
function watched<T extends object>(
  object: T,
  unwatched: ReadonlySet<string>,
  onRead: () => void,
  instead: Partial<T>,
): T {
  const watching = { ...instead };
  for (const name of Object.keys(object) as (keyof T & string)[]) {
    if (name in instead) continue;
    const value = object[name];
    if (unwatched.has(name)) watching[name] = value;
    else {
      Object.defineProperty(watching, name, {
        enumerable: true,
        get() {
          onRead();
          return value;
        },
      });
    }
  }
  return watching as T;
}
