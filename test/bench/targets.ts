import type { Figures, Place } from './figures.ts';
import { count } from './render/format.ts';
import type { Results } from './results.ts';
import { batchBesideInsert, besideFloor } from './sql/render.ts';
import { spread } from './statistics.ts';

/** The targets of Mockplane, and whether it reaches them. */
export interface Target {
  readonly what: string;
  readonly wanted: string;
  readonly measured: string;
  /** Undefined where it was not measured. */
  readonly isMet: boolean | undefined;
}

/** The processor time that a request may take, as a multiple of the bare server's. */
const mostProcessor = { get: 1.6, create: 2.2 } as const;

/** The same as parts of the bare server's answers a second, for the plot. */
export const wantedParts = { get: 1 / mostProcessor.get, create: 1 / mostProcessor.create } as const;

/** Holds the results to what was set out to be reached. */
export function judge(results: Results, figures: Figures): Target[] {
  const memory = results.memory.find(({ subject }) => subject === 'mockplane');
  return [
    besideBare('GET by name', { case: 'get', subject: 'mockplane-1' }, mostProcessor.get, figures),
    besideBare('POST in memory', { case: 'create', subject: 'mockplane' }, mostProcessor.create, figures),
    durable(figures),
    besideBare('List of 100 databases, unchanged', { case: 'list-100', subject: 'mockplane-100' }, 3, figures),
    limit(
      'GET by name at 128 connections, p99 compared with the bare server',
      '≤ 3 ×',
      3,
      figures.p99Ratio({ case: 'get', subject: 'mockplane-1', connections: 128 })?.median,
      times,
    ),
    limit(
      'Start to first 200, compared with the bare server',
      '≤ 2 ×',
      2,
      figures.startBeside('mockplane')?.median,
      times,
    ),
    limit(
      'Memory after requests that store no rows',
      '≤ 110 MB',
      110,
      memory?.after,
      (value) => `${Math.round(value)} MB after ${count(memory?.requests)}`,
    ),
    limit(
      'Reset with 10,000 databases',
      '< 10 ms',
      10,
      spread(results.reset)?.median,
      (value) => `${value.toFixed(1)} ms`,
    ),
    ...sandboxTargets(results),
    ...sqlTargets(results),
    limit('Lint with all examples', '< 5 s', 5_000, spread(results.lint)?.median, seconds),
    steady(figures),
    proportional(figures),
  ];
}

/** Each of as many sandboxes as a server may hold; no rows for results from before there were many. */
function sandboxTargets({ sandboxes }: Results): Target[] {
  if (!sandboxes) return [];
  const { milliseconds, processor, megabytes } = sandboxes;
  return [
    limit('Processor time to create a sandbox', '≤ 3 ms', 3, processor ?? milliseconds, (value) => `${value} ms`),
    limit('Memory of a sandbox', '≤ 2 MB', 2, megabytes, (value) => `${value} MB`),
  ];
}

function times(value: number): string {
  return `${value.toFixed(2)} ×`;
}

/** SQL without `--data`; no rows for results from before there was any. */
function sqlTargets({ sql }: Results): Target[] {
  if (!sql) return [];
  const beside = (what: string, id: string): Target =>
    limit(
      `SQL: ${what}, processor time compared with the bare server`,
      '≤ 3 ×',
      3,
      spread(besideFloor(sql, id))?.median,
      times,
    );
  const batch = spread(batchBesideInsert(sql))?.median;
  return [
    beside('select by key', 'select'),
    beside('100 rows', 'rows'),
    beside('insert', 'insert'),
    limit('SQL: ten inserts in a transaction, compared with one insert', '≤ 1.5 ×', 1.5, batch, times),
    limit(
      'SQL: first statement after the start',
      '≤ 400 ms',
      400,
      spread(sql.firstSql)?.median,
      (value) => `${value} ms`,
    ),
    limit('SQL: memory of a process at rest', '≤ 70 MB', 70, sql.childMemory ?? undefined, (value) => `${value} MB`),
    {
      what: 'GET while a statement runs away, compared with GET alone',
      wanted: '≥ 0.9',
      measured: sql.besideRunaway.toFixed(2),
      isMet: sql.besideRunaway >= 0.9,
    },
    limit('Reset with 1,000 contents', '< 50 ms', 50, sql.reset, (value) => `${value} ms`),
  ];
}

/** The number of connections at which requests are compared. */
const connections = 16;

function besideBare(what: string, place: Omit<Place, 'connections'>, most: number, figures: Figures): Target {
  const ratio = figures.processorRatio({ ...place, connections })?.median;
  return limit(`${what}, processor time compared with the bare server`, `≤ ${most} ×`, most, ratio, times);
}

/** Every answer waits until its row is on the disk. */
function durable(figures: Figures): Target {
  const place = { case: 'create', connections } as const;
  const ratio = spread(
    figures.against({ ...place, subject: 'mockplane-data' }, { ...place, subject: 'mockplane' }),
  )?.median;
  return {
    what: 'POST with `--data` at 16 connections, compared with in memory',
    wanted: '≥ 0.5',
    measured: ratio?.toFixed(2) ?? '–',
    isMet: ratio === undefined ? undefined : ratio >= 0.5,
  };
}

/** GET by name is as fast where there are many as where there is one. */
function steady(figures: Figures): Target {
  const all = figures.connections('get').flatMap((each) => {
    const place: Place = { case: 'get', subject: 'mockplane-1', connections: each };
    return figures.against({ ...place, subject: 'mockplane-10000' }, place);
  });
  const median = spread(all)?.median;
  return {
    what: 'GET by name at 10,000 databases, compared with 1 database',
    wanted: '≥ 0.9',
    measured: median?.toFixed(2) ?? '–',
    isMet: median === undefined ? undefined : median >= 0.9,
  };
}

/** A hundred times as many take a hundred times as long to list, and no more. */
function proportional(figures: Figures): Target {
  const few = figures.processor({ case: 'list-100', subject: 'mockplane-100', connections })?.median;
  const many = figures.processor({ case: 'list-10000', subject: 'mockplane-10000', connections })?.median;
  const isMeasured = few !== undefined && many !== undefined;
  return {
    what: 'Processor time for each listed database, 10,000 compared with 100',
    wanted: '≤ 1.1 ×',
    measured: isMeasured ? `${(many / few / 100).toFixed(2)} ×` : '–',
    isMet: isMeasured ? many / few / 100 <= 1.1 : undefined,
  };
}

function limit(
  what: string,
  wanted: string,
  most: number,
  value: number | undefined,
  format: (value: number) => string,
): Target {
  if (value === undefined) return { what, wanted, measured: '–', isMet: undefined };
  return { what, wanted, measured: format(value), isMet: wanted.startsWith('<') ? value < most : value <= most };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
