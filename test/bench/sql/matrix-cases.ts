/** A kind of work, as a client of SQL over HTTP does it. */
export interface MatrixCase {
  readonly id: 'select-1' | 'point' | 'range' | 'insert' | 'batch-100' | 'transaction';
  readonly title: string;
  /** How often it is done in a round at most, over all connections. */
  readonly count: number;
  /** The connections that it is measured at. */
  readonly connections: readonly number[];
  /** The bodies of its requests, one after the other; each but the first gets the baton of the one before it. */
  readonly bodies: readonly object[];
}

export const matrixSchema = `
  CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, score REAL);
  WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 1000)
    INSERT INTO item SELECT x, 'the name of item ' || x, x / 3.0 FROM c;
  CREATE TABLE log (id INTEGER PRIMARY KEY, text TEXT)`;

/** The bare server runs these, too: it has the same statements by the id of a case. */
export const point = 'SELECT id, name, score FROM item WHERE id = 500';
export const insert = "INSERT INTO log (text) VALUES ('a line of a log')";

const close = { type: 'close' };
const execute = (sql: string): object => ({ type: 'execute', stmt: { sql } });
const alone = (sql: string): readonly object[] => [{ requests: [execute(sql), close] }];

const steps = ['BEGIN', ...Array.from({ length: 100 }, () => insert), 'COMMIT'].map((sql, index) => ({
  ...(index > 0 && { condition: { type: 'ok', step: index - 1 } }),
  stmt: { sql },
}));

const all = [1, 16, 128];

export const matrixCases: readonly MatrixCase[] = [
  { id: 'select-1', title: '`select 1`', count: 1_500, connections: all, bodies: alone('SELECT 1') },
  { id: 'point', title: 'Row by key', count: 1_500, connections: all, bodies: alone(point) },
  { id: 'range', title: '1,000 rows', count: 200, connections: all, bodies: alone('SELECT id, name, score FROM item') },
  { id: 'insert', title: 'Durable insert', count: 1_000, connections: all, bodies: alone(insert) },
  {
    id: 'batch-100',
    title: '100 inserts in a batch',
    count: 200,
    connections: all,
    bodies: [{ requests: [{ type: 'batch', batch: { steps } }, close] }],
  },
  {
    id: 'transaction',
    title: 'Interactive transaction of 3 requests',
    count: 300,
    // A database has at most 100 transactions at a time.
    connections: [1, 16],
    bodies: [
      { requests: [execute('BEGIN IMMEDIATE')] },
      { requests: [execute(insert)] },
      { requests: [execute('COMMIT'), close] },
    ],
  },
];
