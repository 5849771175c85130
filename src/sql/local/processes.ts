import { availableParallelism } from 'node:os';
import { startChildProcess, type ChildProcess, type PendingCall } from './child-process.ts';
import { endLimit, idleLimit, statementLimit } from './limits.ts';
import type { ContentAddress, Request } from './messages.ts';
import type { Runner } from './runner.ts';

/** A process, what it is told, and what waits for its end. */
interface Place {
  readonly pid: number | undefined;
  readonly child: ChildProcess;
  /** Engines that it knows. */
  readonly engines: Set<number>;
  readonly contents: Set<string>;
  /** Contents of which it knows what they begin with. */
  readonly begun: Set<string>;
  /** Calls for its contents that came after it was stopped. */
  readonly backlog: PendingCall[];
  readonly ended: Promise<void>;
  idle: NodeJS.Timeout | undefined;
}

/** How many processes there may be, and how long they live, in milliseconds of real time. */
export interface ProcessOptions {
  readonly processes?: number;
  /** After so long without anything to do a process ends. */
  readonly idle?: number;
  /** A statement that runs longer is ended with its process. */
  readonly statementLimit?: number;
}

/**
 * Runs SQL in child processes, which start with the first SQL and end when they have nothing to do.
 *
 * A content belongs to one process as long as that lives, since everything that orders access to it is there. A process that
 * dies takes nothing along but open transactions: what never began is run by another.
 */
export function createProcessRunner(options: ProcessOptions = {}): Runner {
  const most = options.processes ?? Math.min(4, availableParallelism());
  const idle = options.idle ?? idleLimit;
  const places = new Set<Place>();
  const placeByContent = new Map<string, Place>();
  const introductions = new Map<number, () => Request & { type: 'engine' }>();
  let isEnded = false;

  const stop = (place: Place): void => {
    clearTimeout(place.idle);
    place.child.stop();
  };

  const start = (): Place => {
    let markEnded: () => void;
    const ended = new Promise<void>((resolve) => (markEnded = resolve));
    const child = startChildProcess({
      statementLimit: options.statementLimit ?? statementLimit,
      onIdle() {
        if (place.child.isStopped()) return;
        // The next call for its contents starts one that is not slow.
        if (place.child.isSlow() && !place.child.holdsState()) stop(place);
        else waitIdle(place);
      },
      onEnd(untouched) {
        clearTimeout(place.idle);
        places.delete(place);
        for (const key of place.contents) placeByContent.delete(key);
        markEnded();
        for (const call of [...untouched, ...place.backlog]) {
          if (call.events.isWanted?.() === false) continue;
          if (isEnded) call.events.lose('unfinished');
          else dispatch(call);
        }
      },
    });
    const place: Place = {
      pid: child.pid,
      child,
      engines: new Set(),
      contents: new Set(),
      begun: new Set(),
      backlog: [],
      ended,
      idle: undefined,
    };
    places.add(place);
    return place;
  };

  const waitIdle = (place: Place): void => {
    clearTimeout(place.idle);
    place.idle = setTimeout(() => {
      if (place.child.outstanding() > 0 || place.child.holdsState()) waitIdle(place);
      else stop(place);
    }, idle).unref();
  };

  /** The process with the fewest calls; one more if all are busy and there may be more. */
  const choose = (): Place => {
    const running = [...places].filter(({ child }) => !child.isStopped());
    const [quietest] = running.toSorted((a, b) => load(a) - load(b));
    if (quietest && (load(quietest) === 0 || running.length >= most)) return quietest;
    return start();
  };
  const load = ({ child, contents }: Place): number => child.outstanding() + contents.size / 1_000_000;

  const introduce = ({ child, engines }: Place, engine: number): void => {
    if (engines.has(engine)) return;
    const message = introductions.get(engine)?.();
    if (!message) return;
    engines.add(engine);
    child.tell(message);
  };

  const dispatch = (call: PendingCall): void => {
    const { request } = call;
    const key = keyOf(request);
    let place = placeByContent.get(key);
    if (!place) {
      place = choose();
      place.contents.add(key);
      placeByContent.set(key, place);
    }
    if (place.child.isStopped()) {
      place.backlog.push(call);
      return;
    }
    clearTimeout(place.idle);
    introduce(place, request.engine);
    place.child.call(call, place.begun.has(key));
    if ('initialSql' in request) place.begun.add(key);
  };

  const live = (engine: number, content: string): Place | undefined => {
    const place = placeByContent.get(keyOf({ engine, content }));
    return place?.child.isStopped() ? undefined : place;
  };

  return {
    addEngine(message) {
      introductions.set(message().engine, message);
    },
    async removeEngine(engine) {
      introductions.delete(engine);
      const knowing = [...places].filter(({ engines }) => engines.has(engine));
      await Promise.all(knowing.map((place) => closeEngine(place, engine)));
    },
    call: (request, events) => dispatch({ request, events }),
    tell(request) {
      live(request.engine, request.content)?.child.tell(request);
    },
    withdraw(request) {
      for (const { child } of places) if (!child.isStopped()) child.tell(request);
    },
    changeClock(request) {
      for (const { child, engines } of places) {
        if (engines.has(request.engine) && !child.isStopped()) child.tell(request);
      }
    },
    place: live,
    forget(engine, content) {
      const key = keyOf({ engine, content });
      const place = placeByContent.get(key);
      place?.contents.delete(key);
      place?.begun.delete(key);
      placeByContent.delete(key);
    },
    async end() {
      isEnded = true;
      const ending = [...places];
      for (const place of ending) stop(place);
      // A statement that runs is not waited for: without its answer nothing was promised.
      const timer = setTimeout(() => {
        for (const { child } of ending) child.kill();
      }, endLimit);
      await Promise.all(ending.map(({ ended }) => ended));
      clearTimeout(timer);
    },
  };

  function closeEngine({ child, engines, contents, begun, ended }: Place, engine: number): Promise<void> {
    engines.delete(engine);
    for (const key of contents) {
      if (!key.startsWith(`${engine}/`)) continue;
      contents.delete(key);
      begun.delete(key);
      placeByContent.delete(key);
    }
    if (child.isStopped()) return ended;
    return new Promise((resolve) => {
      const done = (): void => resolve();
      // Numbers of calls are positive.
      const request = { type: 'closeEngine', id: -engine, engine, content: '' } as const;
      child.call({ request, events: { settle: done, fail: done, lose: done } }, true);
    });
  }
}

function keyOf({ engine, content }: ContentAddress): string {
  return `${engine}/${content}`;
}
