import type { Moment } from '../../sandbox/clock/time.ts';
import type { Access, Outcome, RowFormat, SqlError, StreamState, TableSummary } from '../engine.ts';
import type { RowWriter } from '../written-rows.ts';
import { holds } from './conditions.ts';
import type { Connection } from './connection.ts';
import { describeStatement } from './describe.ts';
import {
  responseTooLarge,
  isSqliteFailure,
  sqliteError,
  tooManyConnections,
  transactionBusy,
  transactionTimeout,
  withdrawn,
} from './errors.ts';
import type { Estimates } from './estimates.ts';
import { execute } from './execute.ts';
import { maxProgramBytes, maxResultBytes, maxTransactions, transactionLimit } from './limits.ts';
import type { DescribeReply, RunReply } from './messages.ts';
import { createOwnCounters } from './own-counters.ts';
import { createPool, type Lease } from './pool.ts';
import { outcomesOf, type ParsedStep } from './program.ts';
import { refusalOf } from './refusal.ts';
import {
  createRun,
  createStream,
  isAutocommit,
  isPristine,
  type ReadyProgram,
  type Run,
  type Stream,
} from './stream.ts';
import { summariseTables } from './tables.ts';
import { createWriteQueue } from './write-queue.ts';

/** The streams, connections and writers of one content. Everything that orders access to it is here. */
export interface Database {
  run(stream: number, access: Access, program: ReadyProgram, now: Moment): void;
  describe(stream: number, access: Access, sql: string): DescribeReply;
  closeStream(stream: number, now: Moment): void;
  /** @returns undefined for a stream that has run nothing since the database was opened */
  stateOf(stream: number): StreamState | undefined;
  /** Ends programs that wait for the right to write. @returns whether this one did */
  withdraw(id: number, error: SqlError): boolean;
  /** Takes the right to write from a stream that has had it for too long. */
  tick(now: Moment): void;
  /** Whether closing it would end a transaction or a program. */
  isBusy(): boolean;
  size(): number;
  tables(): readonly TableSummary[];
  connections(): Iterable<Connection>;
  close(): void;
}

export interface DatabaseOptions {
  readonly open: (access: Access) => Connection;
  readonly estimates: Estimates;
  /** The writer of rows, which one statement uses at a time. */
  readonly writerOf: (format: RowFormat) => RowWriter;
  readonly reply: (id: number, reply: RunReply) => void;
  readonly defect: (id: number, error: unknown) => void;
  readonly waiting: (id: number, until: Moment | undefined, isUntouched: boolean) => void;
  readonly deadline: (id: number, until: Moment | undefined) => void;
  readonly yielded: (id: number) => void;
  readonly resumed: (id: number) => void;
  /** Called between steps. @returns whether others should have a turn */
  readonly shouldYield: () => boolean;
  /** Calls back when others have had their turn. */
  readonly later: (callback: () => void) => void;
}

export function createDatabase(options: DatabaseOptions): Database {
  const streams = new Map<number, Stream>();
  const queue = createWriteQueue<Stream>(transactionLimit);
  const pool = createPool<Stream>({
    open: options.open,
    isPinned: (stream) => stream.run !== undefined || !isPristine(stream),
    onTaken: (stream) => void (stream.lease = undefined),
  });
  const counters = createOwnCounters();
  let now: Moment = 0;

  const leaseOf = (stream: Stream): Lease<Stream> => (stream.lease ??= pool.lease(stream, stream.access));
  const streamOf = (key: number, access: Access): Stream => {
    let stream = streams.get(key);
    if (!stream) streams.set(key, (stream = createStream(key, access)));
    return stream;
  };
  const forgetStatements = (): void => {
    options.estimates.forget();
    counters.forget();
    for (const connection of pool.connections()) connection.forgetStatements();
  };

  /** With another holder the deadline is another one: the first that waits asks to be woken then. */
  const announceDeadline = (): void => {
    const first = queue.first();
    if (first?.run) options.deadline(first.run.id, queue.deadline());
  };

  /** Gives on the right to write, and lets the next one go on after the present caller. */
  const release = (stream: Stream): void => {
    stream.isWriting = false;
    const next = queue.release(stream, now);
    announceDeadline();
    if (next?.run) resumeLater(next, next.run);
  };

  const resumeLater = (stream: Stream, run: Run): void =>
    options.later(() => {
      if (run.isOver) return;
      options.resumed(run.id);
      advance(stream, run);
    });

  const finish = (stream: Stream, run: Run, result: RunReply['result']): void => {
    stream.run = undefined;
    run.isOver = true;
    const autocommit = isAutocommit(stream);
    const size = run.hasWritten && autocommit ? stream.lease?.connection.size() : undefined;
    const { isLast = false } = run;
    options.reply(run.id, {
      result,
      autocommit: isLast || autocommit,
      pristine: isLast || isPristine(stream),
      ...(size === undefined ? undefined : { size }),
    });
    if (isLast) closeStream(stream.key);
  };

  /** A defect of ours ends the program, not the process. */
  const fail = (stream: Stream, run: Run, error: unknown): void => {
    stream.run = undefined;
    run.isOver = true;
    options.defect(run.id, error);
  };

  /** Answers a program whose stream is closed: every request is answered once. */
  const abandon = (stream: Stream): void => {
    if (stream.run) finish(stream, stream.run, { type: 'failed', error: withdrawn });
  };

  const executeStep = (stream: Stream, run: Run, { statement, ...step }: ParsedStep) => {
    const lease = leaseOf(stream);
    const own = counters.prepare(lease, statement);
    const executed = execute(lease.connection, own.statement, {
      arguments: step.arguments,
      wantRows: step.wantRows,
      writer: run.rowFormat && options.writerOf(run.rowFormat),
      maxBytes: Math.min(maxResultBytes, (run.limits.maxBytes ?? maxProgramBytes) - run.bytes),
      count: options.estimates.count,
    });
    run.bytes += executed.bytes;
    run.hasWritten ||= statement.locks;
    if (statement.setsPragma) lease.isChanged = !lease.connection.foreignKeys();
    settle(stream, statement.kind === 'schema', executed.hasBegun && !executed.isBusy);
    return { outcome: own.finish(executed.outcome), isTooLarge: executed.isTooLarge };
  };

  /** Looks at what a statement left behind: who may write, and which prepared statements still hold. */
  const settle = (stream: Stream, changesSchema: boolean, mayHaveLocked: boolean): void => {
    const autocommit = isAutocommit(stream);
    if (changesSchema || (stream.hasNewSchema && autocommit)) forgetStatements();
    stream.hasNewSchema = !autocommit && (stream.hasNewSchema || changesSchema);
    if (queue.holder() !== stream) return;
    if (autocommit || (!stream.isWriting && !mayHaveLocked)) release(stream);
    else stream.isWriting = true;
  };

  function advance(stream: Stream, run: Run): void {
    try {
      go(stream, run);
    } catch (error) {
      if (queue.holder() === stream && isAutocommit(stream)) release(stream);
      // The connection could not be opened, or a statement of ours failed: a full disk or a damaged file.
      if (error === tooManyConnections) finish(stream, run, { type: 'failed', error: transactionBusy });
      else if (isSqliteFailure(error)) finish(stream, run, { type: 'failed', error: sqliteError(error) });
      else fail(stream, run, error);
    }
  }

  function go(stream: Stream, run: Run): void {
    while (run.outcomes.length < run.steps.length) {
      if (stream.isTimedOut) {
        stream.isTimedOut = false;
        run.isTimedOut = true;
      }
      const step = run.steps[run.outcomes.length]!;
      const outcome = run.isTimedOut ? timedOut : tryStep(stream, run, step);
      if (outcome === 'waiting') return;
      if (outcome === 'tooLarge') return finish(stream, run, { type: 'failed', error: responseTooLarge });
      run.outcomes.push(outcome);
      run.succeeded.push(outcome.type === 'ok');
      if (run.outcomes.length < run.steps.length && options.shouldYield()) {
        options.yielded(run.id);
        resumeLater(stream, run);
        return;
      }
    }
    finish(stream, run, { type: 'done', outcomes: outcomesOf(run.program, run.outcomes) });
  }

  function tryStep(stream: Stream, run: Run, step: ParsedStep): Outcome | 'waiting' | 'tooLarge' {
    if (step.condition && !holds(step.condition, run.succeeded, isAutocommit(stream))) return { type: 'skipped' };
    const refused = refusalOf(step.statement, run.limits);
    if (refused) return { type: 'error', error: refused };
    // A connection that only reads takes no lock, not even for BEGIN IMMEDIATE.
    if (step.statement.locks && stream.access !== 'read-only' && queue.acquire(stream, now) === 'waiting') {
      options.waiting(run.id, queue.deadline(), run.outcomes.length === 0 && isPristine(stream));
      return 'waiting';
    }
    const { outcome, isTooLarge } = executeStep(stream, run, step);
    return isTooLarge ? 'tooLarge' : outcome;
  }

  const busyStreams = (): number => {
    let count = queue.waiting();
    for (const stream of streams.values()) if (!isAutocommit(stream)) count++;
    return count;
  };

  const expire = (): void => {
    const overdue = queue.overdue(now);
    if (!overdue) return;
    if (isAutocommit(overdue)) {
      // It was granted the right and has not run since. Its time begins now: the statement may open a transaction.
      queue.renew(now);
      announceDeadline();
      return;
    }
    overdue.lease?.connection.exec('ROLLBACK');
    overdue.isTimedOut = true;
    if (overdue.hasNewSchema) forgetStatements();
    overdue.hasNewSchema = false;
    release(overdue);
  };

  return {
    run(key, access, program, at) {
      now = at;
      const stream = streamOf(key, access);
      const run = createRun(program);
      if (streams.size > maxTransactions && isAutocommit(stream) && busyStreams() >= maxTransactions) {
        finish(stream, run, { type: 'failed', error: transactionBusy });
        return;
      }
      stream.run = run;
      advance(stream, run);
      expire();
    },
    describe(key, access, sql) {
      const stream = streamOf(key, access);
      const result = describeStatement(leaseOf(stream).connection, sql);
      return { result, autocommit: isAutocommit(stream), pristine: isPristine(stream) };
    },
    closeStream(key, at) {
      now = at;
      closeStream(key);
    },
    stateOf(key) {
      const stream = streams.get(key);
      return stream && { autocommit: isAutocommit(stream), pristine: isPristine(stream) };
    },
    withdraw(id, error) {
      for (const stream of streams.values()) {
        const { run } = stream;
        if (run?.id !== id || !queue.isWaiting(stream)) continue;
        release(stream);
        if (!isAutocommit(stream)) stream.lease!.connection.exec('ROLLBACK');
        finish(stream, run, { type: 'failed', error });
        return true;
      }
      return false;
    },
    tick(at) {
      now = at;
      expire();
    },
    isBusy() {
      for (const stream of streams.values()) if (stream.run || !isPristine(stream)) return true;
      return false;
    },
    size: () => withConnection((connection) => connection.size()),
    tables: () => withConnection(summariseTables),
    connections: () => pool.connections(),
    close() {
      for (const stream of streams.values()) abandon(stream);
      streams.clear();
      pool.close();
    },
  };

  function closeStream(key: number): void {
    const stream = streams.get(key);
    if (!stream) return;
    streams.delete(key);
    abandon(stream);
    if (stream.lease) pool.giveBack(stream.lease);
    stream.lease = undefined;
    if (stream.hasNewSchema) forgetStatements();
    release(stream);
  }

  function withConnection<T>(use: (connection: Connection) => T): T {
    const owner = createStream(ownStream, 'full');
    const lease = pool.lease(owner, 'full');
    try {
      return use(lease.connection);
    } finally {
      pool.giveBack(lease);
    }
  }
}

/** The key of a connection of our own; those of callers are positive. */
const ownStream = 0;

const timedOut: Outcome = { type: 'error', error: transactionTimeout };
