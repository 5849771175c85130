/** The statements, by the path of the bare server. */
export interface SqlCase {
  readonly id: 'select' | 'rows' | 'insert' | 'batch';
  readonly title: string;
  /** Requests of a round. */
  readonly count: number;
  /** The body for Mockplane: a pipeline. */
  readonly body: string;
}

export const schema = `
  CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, score REAL);
  WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 1000)
    INSERT INTO item SELECT x, 'the name of item ' || x, x / 3.0 FROM c;
  CREATE TABLE log (id INTEGER PRIMARY KEY, text TEXT)`;

const insert = { sql: "INSERT INTO log (text) VALUES ('a line of a log')" };

function execute(sql: string): string {
  return JSON.stringify({ requests: [{ type: 'execute', stmt: { sql } }, { type: 'close' }] });
}

const batch = [{ sql: 'BEGIN' }, ...Array.from({ length: 10 }, () => insert), { sql: 'COMMIT' }].map((stmt, index) => ({
  ...(index > 0 && { condition: { type: 'ok', step: index - 1 } }),
  stmt,
}));

export const sqlCases: readonly SqlCase[] = [
  {
    id: 'select',
    title: 'Select by key',
    count: 4_000,
    body: execute('SELECT id, name, score FROM item WHERE id = 500'),
  },
  { id: 'rows', title: '100 rows', count: 2_000, body: execute('SELECT id, name, score FROM item LIMIT 100') },
  { id: 'insert', title: 'Insert', count: 4_000, body: execute(insert.sql) },
  {
    id: 'batch',
    title: 'Ten inserts in a transaction',
    count: 2_000,
    body: JSON.stringify({ requests: [{ type: 'batch', batch: { steps: batch } }, { type: 'close' }] }),
  },
];
