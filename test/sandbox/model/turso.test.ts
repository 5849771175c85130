import fc from 'fast-check';
import { describe, it } from 'vitest';
import { play } from './play.ts';
import type { Mode } from './timetable.ts';
import { tursoMoves } from './turso-moves.ts';
import { startTurso } from './turso-server.ts';

describe('the Turso Platform API', () => {
  it('does what its model does, whatever is done to it', async () => {
    await play(fc.constantFrom<Mode>('2s', 'manual', 'immediate'), tursoMoves, startTurso);
  });
});
