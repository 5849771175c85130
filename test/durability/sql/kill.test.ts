import { expect, it } from 'vitest';
import { runSql } from './rounds.ts';

/** `npm run durability -- --sql` makes 200, with another seed if it is given one. */
const rounds = 6;
const seed = 1;

it(`keeps each commit of SQL that was acknowledged, when it or its processes are killed (seed ${seed})`, async () => {
  const { acknowledged, inFlight, lost, halfDone, damaged, wrong } = await runSql(rounds, seed);
  expect({ lost, halfDone, damaged, wrong }).toEqual({ lost: [], halfDone: [], damaged: [], wrong: [] });
  expect(acknowledged).toBeGreaterThan(rounds);
  expect(inFlight).toBeGreaterThan(0);
}, 240_000);
