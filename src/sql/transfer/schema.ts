import { type Connection, TransferError } from './connection.ts';

/** A table whose rows are copied. */
export interface TableToCopy {
  readonly name: string;
  readonly sql: string;
  /** The columns that are written. */
  readonly columns: readonly string[];
  /** The name that stands for the rowid; undefined for a table without one. */
  readonly rowid: string | undefined;
  /** Whether the rowid is a value of its own, which must be written beside the columns. */
  readonly hasOwnRowid: boolean;
  /** The columns of the primary key of a table without a rowid. */
  readonly key: readonly string[];
  /** How the rows get there: a full-text index over another table is rebuilt, some virtual tables hold none. */
  readonly rows: 'copied' | 'rebuilt' | 'none';
}

/** The objects of a database, in the order in which they can be created. */
export interface SchemaToCopy {
  readonly tables: readonly TableToCopy[];
  /** The statements that create indexes, views and triggers. */
  readonly others: readonly string[];
  readonly userVersion: bigint;
  readonly sequences: readonly (readonly [name: string, last: bigint])[];
}

/** Reads the objects of a database. @throws TransferError for one that cannot be copied */
export async function readSchema(from: Connection): Promise<SchemaToCopy> {
  const objects = (await from.query(
    "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid",
  )) as unknown as [type: string, name: string, table: string, sql: string][];
  const list = (await from.query("SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main'")) as unknown as [
    string,
    string,
    bigint,
  ][];
  const known = new Map(list.map(([name, type, wr]) => [name, { type, isWithoutRowid: wr === 1n }]));
  const vectorIndexes = objects.filter(([type, , , sql]) => type === 'index' && isVectorIndex(sql));
  const shadows = new Set(['libsql_vector_meta_shadow', ...vectorIndexes.map(([, name]) => `${name}_shadow`)]);
  const isShadow = (table: string): boolean =>
    known.get(table)?.type === 'shadow' || (vectorIndexes.length > 0 && shadows.has(table));

  const tables: TableToCopy[] = [];
  for (const [type, name, , sql] of objects) {
    if (type !== 'table' || isShadow(name)) continue;
    tables.push(await readTable(from, name, sql, known.get(name)?.isWithoutRowid ?? false));
  }
  const hasSequence = known.has('sqlite_sequence');
  const [[userVersion]] = (await from.query('SELECT user_version FROM pragma_user_version')) as [[bigint]];
  return {
    tables,
    others: ['index', 'view', 'trigger'].flatMap((wanted) =>
      objects.filter(([type, , table]) => type === wanted && !isShadow(table)).map(([, , , sql]) => sql),
    ),
    userVersion,
    sequences: hasSequence
      ? ((await from.query('SELECT name, seq FROM sqlite_sequence')) as unknown as [string, bigint][])
      : [],
  };
}

/** An index of libSQL, which keeps its vectors in tables of its own. */
function isVectorIndex(sql: string): boolean {
  return /\blibsql_vector_idx\s*\(/i.test(sql);
}

type ColumnRow = [name: string, type: string, key: bigint, hidden: bigint];

async function readTable(from: Connection, name: string, sql: string, isWithoutRowid: boolean): Promise<TableToCopy> {
  const columns = (await from.query(
    'SELECT name, type, pk, hidden FROM pragma_table_xinfo(?)',
    name,
  )) as unknown as ColumnRow[];
  const names = new Set(columns.map(([column]) => column.toLowerCase()));
  const rowid = ['rowid', '_rowid_', 'oid'].find((each) => !names.has(each));
  const keys = columns.filter(([, , key]) => key > 0n).toSorted(([, , one], [, , other]) => Number(one - other));
  const [key] = keys;
  const isAlias = keys.length === 1 && key![1].toUpperCase() === 'INTEGER';
  const written = columns.filter(([, , , hidden]) => hidden === 0n).map(([column]) => column);
  if (!isWithoutRowid && rowid === undefined) {
    throw new TransferError(`table ${name} has columns named rowid, _rowid_ and oid, so its rows cannot be told apart`);
  }
  return {
    name,
    sql,
    columns: written,
    rowid: isWithoutRowid ? undefined : rowid,
    hasOwnRowid: !isWithoutRowid && !isAlias,
    key: keys.map(([column]) => column),
    rows: rowsOf(name, sql),
  };
}

const modulesWithRows: ReadonlySet<string> = new Set(['fts3', 'fts4', 'fts5', 'rtree', 'rtree_i32', 'geopoly']);

function rowsOf(name: string, sql: string): TableToCopy['rows'] {
  const module = /^\s*CREATE\s+VIRTUAL\s+TABLE\b[^]*?\bUSING\s+["`[]?(\w+)/i.exec(sql)?.[1]?.toLowerCase();
  if (module === undefined) return 'copied';
  if (!modulesWithRows.has(module)) return 'none';
  if (!module.startsWith('fts')) return 'copied';
  if (/\bcontent\s*=\s*(?:''|"")/i.test(sql)) {
    throw new TransferError(`table ${name} is a full-text index without content, whose rows cannot be read back`);
  }
  return /\bcontent\s*=/i.test(sql) ? 'rebuilt' : 'copied';
}
