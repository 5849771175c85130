import { describe, expect, it } from 'vitest';
import { serverOptions } from '../options.ts';
import { kept, tryGate } from '../try-gate.ts';
import { hranaCases } from './cases.ts';
import { prepareTokens, type Tokens } from './story.ts';

describe('SQL over HTTP', () => {
  it(
    'runs what keeps the contract, refuses what does not, and answers as it documents',
    { timeout: 600_000 },
    async () => {
      const tokens: Tokens = { full: '', readOnly: '', other: '' };
      const cases = { prepare: prepareTokens(tokens), makeCases: () => hranaCases(tokens) };
      const outcome = await tryGate({ name: 'gate of SQL', server: serverOptions, requests: 1_500, ...cases });
      expect(outcome).toEqual(kept);
    },
  );
});
