import type { CaseId } from './cases.ts';
import type { SubjectId } from './subjects/subject.ts';

/** One load of one server. */
export interface Sample {
  readonly perSecond: number;
  /** Microseconds of the server's processor time for each request; null where the system does not tell. */
  readonly processor: number | null;
  /** Which part of the time the server had a processor, 0 to 1 and, with more than one thread, above; null likewise. */
  readonly busy: number | null;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** The loads of one server with one request, a sample a round. */
export interface LoadResult {
  readonly case: CaseId;
  readonly subject: SubjectId;
  readonly connections: number;
  readonly samples: Sample[];
  /** Answers other than asked for, over all rounds. */
  unexpected: number;
}

/** A peer that cannot answer a request. */
export interface Unable {
  readonly case: CaseId;
  readonly subject: SubjectId;
  readonly status: number;
  readonly flaw: string;
}

export interface MemoryResult {
  readonly subject: SubjectId;
  /** Megabytes. */
  readonly atRest: number;
  readonly after: number;
  readonly requests: number;
}

/** The cost of one sandbox more, measured over many on one server. */
export interface SandboxResult {
  readonly count: number;
  /** Milliseconds by which a request that makes one takes longer than another, by the medians. */
  readonly milliseconds: number;
  /** The same in milliseconds of the server's processor time; null where the system does not tell. */
  readonly processor: number | null;
  /** Megabytes in memory. */
  readonly megabytes: number;
  /** GET by name, spread over sandboxes; absent in results from before it was measured. */
  readonly spread?: readonly SandboxLoad[];
}

/** A load that is spread evenly over sandboxes, at 16 connections. */
export interface SandboxLoad {
  readonly sandboxes: number;
  readonly perSecond: number;
  /** Microseconds of the server's processor time for each request; null where the system does not tell. */
  readonly processor: number | null;
}

/** The rounds of one request for SQL, in microseconds of processor time each. */
export interface SqlLoad {
  readonly case: string;
  /** A bare server that runs the same statement in its own process. */
  readonly floor: number[];
  /** The server and the processes that run SQL for it. */
  readonly mockplane: number[];
}

/** A server of the comparison of SQL. `floor` is a bare server that calls `node:sqlite` in its own process. */
export type MatrixSubjectId = 'floor' | 'mockplane' | 'sqld';

/** A kind of work at a number of connections; a number a round by subject. */
export interface SqlCell {
  readonly case: string;
  readonly connections: number;
  readonly databases: number;
  /** How often a second. */
  readonly perSecond: Readonly<Partial<Record<MatrixSubjectId, number[]>>>;
  /** Microseconds of processor time for each; absent where the system does not tell. */
  readonly processor: Readonly<Partial<Record<MatrixSubjectId, number[]>>>;
}

/** SQL on three kinds of servers, all with durable writes. */
export interface SqlMatrix {
  readonly cells: readonly SqlCell[];
  /** Milliseconds to the first row of databases that are not open, one number a database. */
  readonly coldOpen: Readonly<Partial<Record<MatrixSubjectId, number[]>>>;
  /** Databases in the servers with many. */
  readonly databases: number;
}

/** The cost of SQL. It can be measured by itself, so it has a date of its own. */
export interface SqlResult {
  readonly date: string;
  readonly loadBefore: number;
  readonly loads: readonly SqlLoad[];
  /** Milliseconds from the first request for SQL to its reply, a number a round. */
  readonly firstSql: readonly number[];
  /** Megabytes of a process that has answered one statement; null where the system does not tell. */
  readonly childMemory: number | null;
  /** Answers a second of the control plane while a statement runs away, as a part of those without one. */
  readonly besideRunaway: number;
  /** Milliseconds to the reply to a reset with 1,000 contents. */
  readonly reset: number;
  /** Absent in results from before it was measured, and in quick ones. */
  readonly matrix?: SqlMatrix | undefined;
}

/** Everything that a run has measured; times in milliseconds, one number a round. */
export interface Results {
  readonly date: string;
  readonly settings: { readonly rounds: number; readonly seconds: number; readonly load: string };
  readonly machine: Readonly<Record<'processor' | 'cores' | 'memory' | 'system' | 'node', string>>;
  /** How many programs wanted a processor before the run began, on average over a minute. */
  readonly loadBefore: number;
  readonly versions: Readonly<Partial<Record<SubjectId, string>>>;
  readonly loads: readonly LoadResult[];
  readonly unable: readonly Unable[];
  readonly startups: Readonly<Partial<Record<SubjectId, number[]>>>;
  readonly memory: readonly MemoryResult[];
  readonly reset: readonly number[];
  /** Absent in results from before there were many. */
  readonly sandboxes?: SandboxResult | undefined;
  /** Absent in results from before there was SQL. */
  readonly sql?: SqlResult | undefined;
  readonly lint: readonly number[];
  readonly generate: readonly number[];
}
