import { randomInt } from 'node:crypto';
import { createMockplane } from 'mockplane';
import { describe, expect, it } from 'vitest';
import { runGate } from './gate.ts';
import { serverOptions } from './options.ts';
import { summary } from './report.ts';
import { inProcess } from './target.ts';

/** `GATE_SEED` tries the values of another run again, `GATE_ONLY` and `GATE_PATH` one of them, `GATE_REQUESTS` more. */
const { GATE_SEED, GATE_REQUESTS = '10000', GATE_ONLY, GATE_PATH } = process.env;

describe('the server', () => {
  it(
    'takes what fits the contract, refuses what does not, and answers as it documents',
    { timeout: 300_000 },
    async () => {
      using mockplane = createMockplane(serverOptions);
      const seed = GATE_SEED === undefined ? randomInt(2 ** 31) : Number(GATE_SEED);
      process.stdout.write(`gate: seed ${seed}\n`);
      const figures = await runGate({
        target: inProcess(mockplane.fetch),
        seed,
        requests: Number(GATE_REQUESTS),
        only: GATE_ONLY,
        path: GATE_PATH,
      });
      process.stdout.write(`${summary(figures)}\n`);
      expect(figures.violations).toEqual([]);
      expect(figures.requests).toBeGreaterThanOrEqual(GATE_ONLY === undefined ? Number(GATE_REQUESTS) : 1);
    },
  );
});
