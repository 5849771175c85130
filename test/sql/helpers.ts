import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { createClock } from '../../src/sandbox/clock/clock.ts';
import type {
  Access,
  Content,
  Engine,
  EngineHost,
  Outcome,
  RunResult,
  SqlError,
  SqlStream,
  SqlValue,
  StatementResult,
  Step,
} from '../../src/sql/engine.ts';
import { createInProcessHost } from '../../src/sql/local/in-process-host.ts';
import { createProcessHost } from '../../src/sql/local/process-host.ts';

/** Where SQL runs; each test of the engine is for both. */
export const places: readonly (readonly [name: string, createHost: () => EngineHost])[] = [
  ['in process', createInProcessHost],
  ['in child processes', () => createProcessHost({ processes: 2 })],
];

/** A clock that stands at a moment until it is advanced. */
export function stoppedClock(moment = Date.parse('2026-03-04T05:06:07.089Z')) {
  return createClock({ offset: 0, stoppedAt: moment });
}

export function newContent(initialSql?: string): Content {
  return { id: randomUUID(), initialSql };
}

export function step(sql: string, ...positional: SqlValue[]): Step {
  return { sql, arguments: { positional } };
}

/** Runs one statement on a stream. */
export function run(stream: SqlStream, sql: string, ...positional: SqlValue[]): Promise<RunResult> {
  return stream.run({ type: 'steps', steps: [step(sql, ...positional)] });
}

/** The outcomes of a program that ran. */
export function outcomes(result: RunResult): readonly Outcome[] {
  if (result.type !== 'done') throw new Error(`the program did not run: ${JSON.stringify(result)}`);
  return result.outcomes;
}

/** The result of the only statement of a program. */
export function resultOf(result: RunResult): StatementResult {
  const [outcome] = outcomes(result);
  if (outcome?.type !== 'ok') throw new Error(`the statement failed: ${JSON.stringify(outcome)}`);
  return outcome.result;
}

/** The error of a program, or of its only statement. */
export function errorOf(result: RunResult): SqlError {
  if (result.type === 'failed') return result.error;
  const [outcome] = outcomes(result);
  if (outcome?.type !== 'error') throw new Error(`there is no error: ${result.type}`);
  return outcome.error;
}

/** The rows of one statement. */
export async function rows(stream: SqlStream, sql: string, ...positional: SqlValue[]) {
  return resultOf(await run(stream, sql, ...positional)).rows;
}

/** The first value of the first row of one statement. */
export async function value(stream: SqlStream, sql: string, ...positional: SqlValue[]): Promise<SqlValue | undefined> {
  return (await rows(stream, sql, ...positional))[0]?.[0];
}

/** Runs a script with full rights, and fails where it does. */
export async function prepare(engine: Engine, content: Content, sql: string): Promise<void> {
  const stream = engine.open(content, 'full');
  const result = await stream.run({ type: 'script', sql });
  stream.close();
  const failed = outcomes(result).find(({ type }) => type === 'error');
  if (failed) throw new Error(`the script failed: ${JSON.stringify(failed)}`);
}

/** Opens a stream on a content that a script has filled. */
export async function openPrepared(engine: Engine, sql: string, access: Access = 'full'): Promise<SqlStream> {
  const content = newContent();
  await prepare(engine, content, sql);
  return engine.open(content, access);
}

export const smallest = -(2n ** 63n);
export const largest = 2n ** 63n - 1n;

/** Any value that SQL knows. */
export const sqlValue: fc.Arbitrary<SqlValue> = fc.oneof(
  fc.constant(null),
  fc.bigInt({ min: smallest, max: largest }),
  fc.constantFrom(0n, -1n, 2n ** 53n, 2n ** 53n - 1n, -(2n ** 53n), smallest, largest),
  fc.double({ noNaN: true }),
  fc.constantFrom(0, -0, 1, -1, 1e100, 5e-324, Infinity, -Infinity, 2 ** 53),
  // SQLite ends a text at no character, but knows no half of a surrogate pair.
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', 'a\0b', '😀', '007', '1e3', '\n'),
  fc.uint8Array({ maxLength: 50 }),
);
