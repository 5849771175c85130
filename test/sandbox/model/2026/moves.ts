import * as fc from 'fast-check';
import type { Move } from '../play.ts';
import type { Model2026 } from './model.ts';
import type { Server2026 } from './server.ts';
import { databaseMoves } from './database-moves.ts';
import { groupMoves } from './group-moves.ts';
import { peopleMoves } from './people-moves.ts';
import { recoveryMoves } from './recovery-moves.ts';
import { turn } from './turn.ts';

const hour = 3_600_000;

const timeMoves: fc.Arbitrary<Move<Model2026, Server2026>>[] = [
  fc.constantFrom(1, hour, 23 * hour, 49 * hour, 119 * hour).map((milliseconds) =>
    turn('advance', [milliseconds], async (model, { advance }) => {
      advance(milliseconds);
      model.now += milliseconds;
    }),
  ),
];

/** Everything that can be done; more often what makes other things happen. */
export const moves2026: readonly fc.Arbitrary<Move<Model2026, Server2026>>[] = [
  ...groupMoves,
  ...databaseMoves,
  ...databaseMoves,
  ...peopleMoves,
  ...recoveryMoves,
  ...timeMoves,
];
