import { randomInt } from 'node:crypto';
import { createMockplane } from 'mockplane';
import { describe, expect, it } from 'vitest';
import { runGate } from '../gate.ts';
import { serverOptions } from '../options.ts';
import { summary } from '../report.ts';
import { inProcess } from '../target.ts';
import { hranaCases } from './cases.ts';
import { prepareTokens, type Tokens } from './story.ts';

/** As for the gate of the root: `GATE_SEED` tries the values of another run again, `GATE_ONLY` and `GATE_PATH` one. */
const { GATE_SEED, GATE_REQUESTS = '1500', GATE_ONLY, GATE_PATH } = process.env;

describe('SQL over HTTP', () => {
  it(
    'runs what keeps the contract, refuses what does not, and answers as it documents',
    { timeout: 600_000 },
    async () => {
      using mockplane = createMockplane(serverOptions);
      const tokens: Tokens = { full: '', readOnly: '', other: '' };
      const seed = GATE_SEED === undefined ? randomInt(2 ** 31) : Number(GATE_SEED);
      process.stdout.write(`gate of SQL: seed ${seed}\n`);
      const figures = await runGate({
        target: inProcess(mockplane.fetch),
        seed,
        requests: Number(GATE_REQUESTS),
        only: GATE_ONLY,
        path: GATE_PATH,
        prepare: prepareTokens(tokens),
        makeCases: () => hranaCases(tokens),
      });
      process.stdout.write(`${summary(figures)}\n`);
      expect(figures.violations).toEqual([]);
      expect(figures.requests).toBeGreaterThanOrEqual(GATE_ONLY === undefined ? Number(GATE_REQUESTS) : 1);
    },
  );
});
