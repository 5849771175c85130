import { setTimeout as sleep } from 'node:timers/promises';

export interface StepperOptions {
  /** The URL of the checked server. */
  readonly url: string;
  /** The token of the check. It names the sandbox after its `~`. */
  readonly token: string;
}

/** Completes the transitions of a check while it runs. */
export interface Stepper {
  /** Completes the last transitions, and ends. */
  stop(): Promise<void>;
}

/** How often the stepper looks for transitions, in milliseconds. */
const interval = 300;
const patience = 5_000;

interface Transitions {
  readonly mode: string;
  readonly pending: readonly { readonly resource: string }[];
}

/**
 * Starts to complete transitions, if the server is a Mockplane on which none happens by itself: with manual transitions
 * or a stopped clock. Otherwise a check would wait for its own resources without end. Transitions from before the check
 * stay pending.
 *
 * @returns a stepper; undefined if the server needs none
 */
export async function startStepper({ url, token }: StepperOptions): Promise<Stepper | undefined> {
  const call = callerOf(url, token);
  const [first, clock] = [
    await call<Transitions>('transitions'),
    await call<{ readonly running: boolean }>('clock'),
  ] as const;
  if (!Array.isArray(first?.pending) || (first.mode !== 'manual' && clock?.running !== false)) return undefined;
  const earlier = new Set(first.pending.map(({ resource }) => resource));
  const ended = new AbortController();
  const complete = async (): Promise<void> => {
    const { pending = [] } = (await call<Transitions>('transitions')) ?? {};
    for (const { resource } of pending) {
      if (!earlier.has(resource)) await call('transitions/step', { resource });
    }
  };
  const run = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      await complete();
      await sleep(interval, undefined, { signal: ended.signal }).catch(() => undefined);
    }
    // The end of the check destroys its resources, which begins the last transitions.
    await complete();
  };
  const running = run();
  return {
    stop: () => {
      ended.abort();
      return running;
    },
  };
}

/** Calls the admin API of the server. A failed call returns undefined, because any server can be checked. */
function callerOf(url: string, token: string) {
  const sandbox = token.includes('~') ? token.slice(token.lastIndexOf('~') + 1) : 'default';
  return async <Result>(path: string, body?: object): Promise<Result | undefined> => {
    try {
      const response = await fetch(`${url.replace(/\/$/, '')}/_mockplane/${path}?sandbox=${sandbox}`, {
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(patience),
      });
      return response.ok ? ((await response.json()) as Result) : undefined;
    } catch {
      return undefined;
    }
  };
}
