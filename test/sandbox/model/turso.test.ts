import { describe, expect, it } from 'vitest';
import { play } from './play.ts';
import { modes } from './timetable.ts';
import { tursoMoves } from './turso-moves.ts';
import { startTurso } from './turso-server.ts';

describe('the Turso Platform API', () => {
  it('does what its model does, whatever is done to it', async () => {
    expect(await play(modes, tursoMoves, startTurso)).toBeGreaterThan(0);
  });
});
