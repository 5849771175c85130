import type { Access, RunOptions, SqlError } from '../engine.ts';
import type { ParsedStep } from '../local/program.ts';
import { refusalOf } from '../local/refusal.ts';
import { asksForCurrentTime } from './current-time.ts';
import type { StreamRequest } from './namespace-calls.ts';
import { encodeCondition, encodeStatement } from './wire.ts';

/** The facts by which a step is refused before the server sees it. */
export interface RefusalFacts {
  readonly access: Access;
  readonly blocked: RunOptions['blocked'];
  /** The sandbox shows another time than the server. */
  readonly hasOtherTime: boolean;
}

/** A statement that fails wherever it runs, in the place of one that is refused: later conditions see its failure. */
const failing = 'SELECT mockplane_refused()';

const fineGrained: SqlError = {
  code: 'SQLITE_AUTH',
  message:
    'SQLite error: not authorized: a libSQL server knows no fine-grained rights. Use a token with full or read-only access, or start Mockplane without --libsql',
};

const otherTime: SqlError = {
  code: 'CLOCK_MOVED',
  message:
    'the statement asks for the current time, but the clock of the sandbox is stopped or moved, and a libSQL server follows its own. Pass the time as an argument, set the clock back with updateClock, or start Mockplane without --libsql',
};

/** Finds the steps that are refused, by index. */
export function refusalsOf(
  steps: readonly ParsedStep[],
  { access, blocked, hasOtherTime }: RefusalFacts,
): ReadonlyMap<number, SqlError> {
  const refusals = new Map<number, SqlError>();
  for (const [index, { statement }] of steps.entries()) {
    const { kind } = statement;
    const asksTime = hasOtherTime && (kind === 'read' || kind === 'write') && asksForCurrentTime(statement.sql);
    const refusal =
      typeof access === 'object' && kind !== 'begin' && kind !== 'end'
        ? fineGrained
        : (refusalOf(statement, { blocked }) ?? (asksTime ? otherTime : undefined));
    if (refusal) refusals.set(index, refusal);
  }
  return refusals;
}

/** The requests that run a program and tell how it leaves the connection. */
export function encodeProgram(
  steps: readonly ParsedStep[],
  refusals: ReadonlyMap<number, SqlError>,
): readonly StreamRequest[] {
  const setsPragma = steps.some(({ statement }) => statement.setsPragma);
  return [
    {
      type: 'batch',
      batch: {
        steps: steps.map((step, index) => ({
          stmt: refusals.has(index)
            ? { sql: failing }
            : encodeStatement(step.statement.sql, step.arguments, step.wantRows),
          ...(step.condition && { condition: encodeCondition(step.condition) }),
        })),
      },
    },
    { type: 'get_autocommit' },
    ...(setsPragma ? [{ type: 'execute', stmt: { sql: 'PRAGMA foreign_keys' } } as const] : []),
  ];
}
