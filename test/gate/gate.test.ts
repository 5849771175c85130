import { describe, expect, it } from 'vitest';
import { serverOptions } from './options.ts';
import { kept, tryGate } from './try-gate.ts';

describe('the server', () => {
  it(
    'takes what fits the contract, refuses what does not, and answers as it documents',
    { timeout: 300_000 },
    async () => {
      expect(await tryGate({ name: 'gate', server: serverOptions, requests: 5_000 })).toEqual(kept);
    },
  );
});
