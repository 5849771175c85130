import { setTimeout as sleep } from 'node:timers/promises';
import { clockAt, moveClock } from './clock-moves.ts';
import { clockFact } from './facts.ts';
import { anything, type Changes, type Expected, type Facts } from './ledger.ts';
import { type Hand, make } from './hand.ts';
import { lambdaMoves } from './lambda-moves.ts';
import { tursoMoves } from './turso-moves.ts';

const moves = [...tursoMoves, ...lambdaMoves];

/** How many write at a time, beside the one that moves the clock. */
const writers = 6;

/** A state that can be returned to. */
interface Saved {
  readonly snapshot: unknown;
  readonly facts: ReadonlyMap<string, Expected>;
  readonly issued: ReadonlySet<string>;
}

export interface CrewParts {
  /** The hand of each writer, by its name. */
  readonly hand: (name: string) => Hand;
  /** The state that a reset restores. */
  readonly baseline: Facts;
  /** Whether the whole state is replaced now and then, by a reset or a snapshot. */
  readonly replaces: boolean;
}

/** Writes without an end, many at a time, until the server is gone. */
export async function work(parts: CrewParts): Promise<void> {
  const server = { isGone: false };
  const gate = createGate();
  const keepAt = async (run: () => Promise<void>): Promise<void> => {
    try {
      while (!server.isGone) await run();
    } catch (error) {
      // A writer that was cut off has a request in flight; anything else is a mistake of the test.
      if (!isCutOff(error)) throw error;
      server.isGone = true;
    }
  };
  const hands = Array.from({ length: writers }, (_, number) => parts.hand(`w${number}`));
  const clockHand = parts.hand('clock');
  await Promise.all([
    ...hands.map((hand) =>
      keepAt(() =>
        gate.enter(async () => {
          const move = await hand.random.one(moves)!(hand);
          if (move) await make(hand, move);
          else await sleep(0);
        }),
      ),
    ),
    keepAt(async () => {
      await gate.enter(() => make(clockHand, moveClock(clockHand)));
      await sleep(clockHand.random.below(20));
    }),
    parts.replaces && keepAt(() => replace(parts, gate)),
  ]);
}

/** Saves the state, lets the others go on, then resets it or puts back what was saved. */
async function replace({ hand: handOf, baseline }: CrewParts, gate: Gate): Promise<void> {
  const hand = handOf('state');
  const { ledger, caller, issued, clock, random } = hand;
  let saved: Saved | undefined;
  await gate.alone(async () => {
    const snapshot = (await caller.send('GET', '/_mockplane/snapshot')).body;
    saved = { snapshot, facts: ledger.copy(), issued: new Set(issued) };
  });
  await sleep(random.below(60));
  await gate.alone(async () => {
    const isReset = random.below(2) === 0;
    const target: ReadonlyMap<string, Expected> = isReset ? baseline : saved!.facts;
    const request = isReset
      ? { method: 'POST', path: '/_mockplane/reset' }
      : { method: 'PUT', path: '/_mockplane/snapshot', body: saved!.snapshot };
    await make(hand, { ...request, status: 200, changes: difference(ledger.copy(), target) });
    issued.clear();
    for (const id of isReset ? [] : saved!.issued) issued.add(id);
    clock.fact = clockFact((await caller.send('GET', '/_mockplane/clock')).body);
    ledger.acknowledge(ledger.begin('the clock', new Map()), new Map([['clock', clockAt(clock.fact)]]));
  });
}

/**
 * The changes that lead from one state to another. The clock goes where the state was saved, and nobody knows how long
 * ago that was.
 */
function difference(from: ReadonlyMap<string, Expected>, to: ReadonlyMap<string, Expected>): Changes {
  const keys = [...new Set([...from.keys(), ...to.keys()])].filter((key) => from.get(key) !== to.get(key));
  return new Map<string, Expected>([...keys.map((key) => [key, to.get(key)] as const), ['clock', anything]]);
}

/** Nothing more goes through it once something was cut off: that may go on in the server. */
interface Gate {
  /** Runs something beside others. */
  enter(run: () => Promise<void>): Promise<void>;
  /** Runs something when nothing else does. */
  alone(run: () => Promise<void>): Promise<void>;
}

function createGate(): Gate {
  let closed: Promise<void> | undefined;
  let cutOff: { readonly error: unknown } | undefined;
  const inside = new Set<Promise<void>>();
  const pass = async (run: () => Promise<void>): Promise<void> => {
    if (cutOff) throw cutOff.error;
    try {
      await run();
    } catch (error) {
      cutOff ??= { error };
      throw error;
    }
  };
  return {
    async enter(run) {
      // A waiting writer may find it closed again.
      for (let wait = closed; wait; wait = closed) await wait;
      const running = pass(run);
      inside.add(running);
      await running.finally(() => inside.delete(running));
    },
    async alone(run) {
      let open!: () => void;
      closed = new Promise((resolve) => (open = resolve));
      try {
        await Promise.allSettled(inside);
        await pass(run);
      } finally {
        closed = undefined;
        open();
      }
    },
  };
}

/** The errors of `fetch` when the server is gone, before or during its response. */
function isCutOff(error: unknown): boolean {
  return error instanceof TypeError && /fetch failed|terminated/.test(error.message);
}
