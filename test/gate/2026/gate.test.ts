import { randomInt } from 'node:crypto';
import { createMockplane } from 'mockplane';
import { describe, expect, it } from 'vitest';
import { runGate } from '../gate.ts';
import { summary } from '../report.ts';
import { inProcess } from '../target.ts';
import { cases2026 } from './cases.ts';
import { prepare2026, serverOptions2026 } from './story.ts';

/** As for the gate of the root: `GATE_SEED` tries the values of another run again, `GATE_ONLY` and `GATE_PATH` one. */
const { GATE_SEED, GATE_REQUESTS = '10000', GATE_ONLY, GATE_PATH } = process.env;

describe('the server of the 2026 edition', () => {
  it(
    'takes what fits the contract, refuses what does not, and answers as it documents',
    { timeout: 900_000 },
    async () => {
      using mockplane = createMockplane(serverOptions2026);
      const seed = GATE_SEED === undefined ? randomInt(2 ** 31) : Number(GATE_SEED);
      process.stdout.write(`gate of 2026: seed ${seed}\n`);
      const figures = await runGate({
        target: inProcess(mockplane.fetch),
        seed,
        requests: Number(GATE_REQUESTS),
        only: GATE_ONLY,
        path: GATE_PATH,
        prepare: prepare2026,
        makeCases: cases2026,
      });
      process.stdout.write(`${summary(figures)}\n`);
      expect(figures.violations).toEqual([]);
      expect(figures.requests).toBeGreaterThanOrEqual(GATE_ONLY === undefined ? Number(GATE_REQUESTS) : 1);
    },
  );
});
