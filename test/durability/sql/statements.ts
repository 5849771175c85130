export type Argument = number | string;

export interface Statement {
  readonly sql: string;
  readonly args?: readonly Argument[];
}

/** Each move of a writer is two rows; a trigger counts the moves of each writer. */
export const schema = `
  CREATE TABLE IF NOT EXISTS entry (writer INTEGER, n INTEGER, half INTEGER, text TEXT, PRIMARY KEY (writer, n, half));
  CREATE INDEX IF NOT EXISTS by_text ON entry (text);
  CREATE TABLE IF NOT EXISTS total (writer INTEGER PRIMARY KEY, moves INTEGER NOT NULL);
  CREATE TRIGGER IF NOT EXISTS counted AFTER INSERT ON entry WHEN new.half = 1 BEGIN
    INSERT INTO total VALUES (new.writer, 1) ON CONFLICT DO UPDATE SET moves = moves + 1;
  END`;

/** One half of a move. */
export function half(writer: number, n: number, which: 0 | 1): Statement {
  const text = `${writer}-${n} `.repeat(1 + (n % 40));
  return { sql: 'INSERT INTO entry VALUES (?, ?, ?, ?)', args: [writer, n, which, text] };
}

/** A move in one statement. */
export function whole(writer: number, n: number): Statement {
  return {
    sql: "INSERT INTO entry SELECT ?1, ?2, 0, 'first' UNION ALL SELECT ?1, ?2, 1, 'second'",
    args: [writer, n],
  };
}

export const begin: Statement = { sql: 'BEGIN' };
export const beginImmediate: Statement = { sql: 'BEGIN IMMEDIATE' };
export const commit: Statement = { sql: 'COMMIT' };
export const rollback: Statement = { sql: 'ROLLBACK' };
