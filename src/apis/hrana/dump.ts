import type { Program, SqlValue, StatementResult } from '../../sql/engine.ts';
import { RequestError } from './requests.ts';
import { run, type Work } from './work.ts';

/**
 * The whole database as statements of SQL, in the order and form of libSQL's server, which took them from SQLite's
 * shell.
 *
 * @see https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-server/src/connection/dump/exporter.rs
 */
export async function dump(work: Work): Promise<string> {
  await query(work, 'BEGIN');
  const { rows: tables } = await query(
    work,
    "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql NOT NULL ORDER BY tbl_name = 'sqlite_sequence', rowid",
  );
  const lines = ['PRAGMA foreign_keys=OFF;', 'BEGIN TRANSACTION;'];
  let isSchemaWritable = false;
  for (const [name, sql] of tables as [string, string][]) {
    if (name === 'sqlite_sequence') lines.push('DELETE FROM sqlite_sequence;');
    else if (name.startsWith('sqlite_')) continue;
    else if (/^create virtual table/i.test(sql)) {
      if (!isSchemaWritable) lines.push('PRAGMA writable_schema=ON;');
      isSchemaWritable = true;
      const columns = 'type,name,tbl_name,rootpage,sql';
      const values = `'table',${text(name)},${text(name)},0,${text(sql)}`;
      lines.push(`INSERT INTO sqlite_schema(${columns})VALUES(${values});`);
      continue;
    } else lines.push(`${sql.replace(/^CREATE TABLE /, 'CREATE TABLE IF NOT EXISTS ')};`);
    const { rows } = await query(work, `SELECT * FROM "${name.replaceAll('"', '""')}"`);
    for (const row of rows) lines.push(`INSERT INTO ${quoted(name)} VALUES(${row.map(literal).join(',')});`);
  }
  const { rows: others } = await query(
    work,
    "SELECT sql FROM sqlite_schema WHERE sql NOT NULL AND type IN ('index', 'trigger', 'view') ORDER BY rowid",
  );
  for (const [sql] of others as [string][]) lines.push(`${sql};`);
  if (isSchemaWritable) lines.push('PRAGMA writable_schema=OFF;');
  await query(work, 'COMMIT');
  lines.push('COMMIT;', '');
  return lines.join('\n');
}

/** @throws RequestError */
async function query(work: Work, sql: string): Promise<StatementResult> {
  const program: Program = { type: 'steps', steps: [{ sql }] };
  const result = await run(work, program);
  if (result.type === 'failed') throw new RequestError(result.error);
  const outcome = result.outcomes[0]!;
  if (outcome.type !== 'ok')
    throw new RequestError(outcome.type === 'error' ? outcome.error : { code: 'SQLITE_UNKNOWN', message: sql });
  return outcome.result;
}

/** A name needs no quotes if it is plain; in doubt it gets them. */
function quoted(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !keywords.has(name.toUpperCase())
    ? name
    : `"${name.replaceAll('"', '""')}"`;
}

function literal(value: SqlValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return real(value);
  if (typeof value === 'string') return text(value);
  return `X'${Buffer.from(value).toString('hex')}'`;
}

/** SQLite reads a number with a point or an exponent as a REAL. */
function real(value: number): string {
  if (value === Infinity) return '1e999';
  if (value === -Infinity) return '-1e999';
  const written = String(value);
  return /[.e]/.test(written) ? written : `${written}.0`;
}

/** Line ends are written by name, so that a statement takes one line. */
function text(value: string): string {
  let literalText = `'${value.replaceAll("'", "''")}'`;
  for (const [mark, end, code] of [
    ['\\n', '\n', 10],
    ['\\r', '\r', 13],
  ] as const) {
    if (!value.includes(end)) continue;
    const token = unusedToken(value, mark);
    literalText = `replace(${literalText.replaceAll(end, token)},'${token}',char(${code}))`;
  }
  return literalText;
}

function unusedToken(value: string, mark: string): string {
  let token = mark;
  for (let round = 0; value.includes(token); round++) token = `(${mark}${round})`;
  return token;
}

/** SQLite's keywords that cannot stand for a name without quotes. */
const keywords = new Set(
  (
    'ADD ALL ALTER AND AS AUTOINCREMENT BETWEEN CASE CHECK COLLATE COMMIT CONSTRAINT CREATE DEFAULT DEFERRABLE DELETE ' +
    'DISTINCT DROP ELSE ESCAPE EXCEPT EXISTS FOREIGN FROM GROUP HAVING IF IN INDEX INSERT INTERSECT INTO IS ISNULL JOIN ' +
    'LIMIT NOT NOTHING NOTNULL NULL ON OR ORDER PRIMARY REFERENCES RETURNING SELECT SET TABLE THEN TO TRANSACTION UNION ' +
    'UNIQUE UPDATE USING VALUES WHEN WHERE ABORT ACTION AFTER ALWAYS ANALYZE ASC ATTACH BEFORE BEGIN BY CASCADE CAST ' +
    'COLUMN CONFLICT CROSS CURRENT CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP DATABASE DEFERRED DESC DETACH DO EACH END ' +
    'EXCLUDE EXCLUSIVE EXPLAIN FAIL FILTER FIRST FOLLOWING FOR FULL GENERATED GLOB GROUPS IGNORE IMMEDIATE INDEXED ' +
    'INITIALLY INNER INSTEAD KEY LAST LEFT LIKE MATCH MATERIALIZED NATURAL NO NULLS OF OFFSET OTHERS OUTER OVER PARTITION ' +
    'PLAN PRAGMA PRECEDING QUERY RAISE RANGE RECURSIVE REGEXP REINDEX RELEASE RENAME REPLACE RESTRICT RIGHT ROLLBACK ROW ' +
    'ROWS SAVEPOINT TEMP TEMPORARY TIES TRIGGER UNBOUNDED VACUUM VIEW VIRTUAL WINDOW WITH WITHOUT'
  ).split(' '),
);
