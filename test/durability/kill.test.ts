import { expect, it } from 'vitest';
import { run } from './rounds.ts';

/** `npm run durability` makes 200, with another seed if it is given one. */
const rounds = 6;
const seed = 1;

it(`keeps what was acknowledged, and nothing by half, when it is killed as it writes (seed ${seed})`, async () => {
  const { acknowledged, inFlight, lost, halfDone, damaged, wrong } = await run(rounds, seed);
  expect({ lost, halfDone, damaged, wrong }).toEqual({ lost: [], halfDone: [], damaged: [], wrong: [] });
  expect(acknowledged).toBeGreaterThan(rounds);
  expect(inFlight).toBeGreaterThan(0);
}, 120_000);
