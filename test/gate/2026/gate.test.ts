import { describe, expect, it } from 'vitest';
import { kept, tryGate } from '../try-gate.ts';
import { cases2026 } from './cases.ts';
import { prepare2026, serverOptions2026 } from './story.ts';

describe('the server of the 2026 edition', () => {
  it(
    'takes what fits the contract, refuses what does not, and answers as it documents',
    { timeout: 900_000 },
    async () => {
      const cases = { prepare: prepare2026, makeCases: cases2026 };
      const outcome = await tryGate({ name: 'gate of 2026', server: serverOptions2026, requests: 5_000, ...cases });
      expect(outcome).toEqual(kept);
    },
  );
});
