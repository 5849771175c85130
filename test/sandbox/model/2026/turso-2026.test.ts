import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { play } from '../play.ts';
import { moves2026 } from './moves.ts';
import { start2026 } from './server.ts';

describe('the Turso Platform API of 2026', () => {
  it('does what its model does, whatever is done to it', { timeout: 600_000 }, async () => {
    expect(await play(fc.constant('immediate'), moves2026, () => start2026())).toBeGreaterThan(0);
  });
});
