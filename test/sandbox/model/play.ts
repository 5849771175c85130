import * as fc from 'fast-check';
import { expect } from 'vitest';

/** Something to do to a server and to its model; it fails where the two do not agree. */
export type Move<Model extends object, Server> = fc.AsyncCommand<Model, Server>;

/** A move under a name that says, in a report, what was done. */
export function move<Model extends object, Server>(
  name: string,
  args: readonly unknown[],
  run: (model: Model, server: Server) => Promise<void>,
): Move<Model, Server> {
  return { check: () => true, run, toString: () => `${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})` };
}

/** A server and its model, both at the start of a game. */
export interface Game<Model, Server> {
  readonly model: Model;
  readonly server: Server;
  /** Compares all there is, after the last move. */
  end(): Promise<void>;
  close(): void;
}

/**
 * Plays random moves against a server and its model. A failure reports the shortest sequence that leads to it, and the
 * seed; `MODEL_SEED` plays that one again, `MODEL_RUNS` more of them.
 *
 * @returns how many games were played
 */
export async function play<Variant, Model extends object, Server>(
  variants: fc.Arbitrary<Variant>,
  moves: readonly fc.Arbitrary<Move<Model, Server>>[],
  start: (variant: Variant) => Promise<Game<Model, Server>>,
): Promise<number> {
  const { MODEL_SEED, MODEL_RUNS = '100' } = process.env;
  const sequences = fc.commands([...moves], { maxCommands: 60, size: 'max' });
  let played = 0;
  const property = fc.asyncProperty(variants, sequences, async (variant, sequence) => {
    const game = await start(variant);
    played++;
    try {
      await fc.asyncModelRun(() => ({ model: game.model, real: game.server }), sequence);
      await game.end();
    } finally {
      game.close();
    }
  });
  const seed = MODEL_SEED === undefined ? {} : { seed: Number(MODEL_SEED) };
  await fc.assert(property, { numRuns: Number(MODEL_RUNS), ...seed });
  return played;
}

/** A reply as both sides of a comparison have it. */
export interface Reply {
  readonly status: number;
  /** Undefined for an empty one. */
  readonly body?: unknown;
}

/** The response that a client received. */
export function replyOf(outcome: {
  readonly status: number;
  readonly data?: unknown;
  readonly error?: unknown;
}): Reply {
  return { status: outcome.status, body: outcome.data ?? outcome.error };
}

/** Holds a reply of the server to that of the model. */
export function agree(outcome: Parameters<typeof replyOf>[0], { status, body }: Reply): void {
  same(replyOf(outcome), { status, body });
}

export function same(actual: unknown, expected: unknown): void {
  expect(actual).toEqual(expected);
}

/** Holds that something is new. */
export function distinct(known: readonly unknown[], added: unknown): void {
  expect(known).not.toContain(added);
}
