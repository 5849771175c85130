import type { DatabaseSync } from 'node:sqlite';
import { capacityCheck, query, type Query } from '../sqlite.ts';

/** A row of a collection: a JSON text under a key. */
export interface CollectionRow {
  readonly collection: string;
  readonly key: string;
  /** JSON. */
  readonly value: string;
}

/** A value that a row can be found by. */
export type Scalar = string | number | boolean | null;

/** The rows of a collection to read. */
export interface RowSelection {
  /** Values by property; a row has all of them. */
  readonly where?: readonly (readonly [property: string, value: Scalar])[];
  /** The property to sort by; the order of insertion by default, and among equals. */
  readonly orderBy?: string | undefined;
  readonly descending?: boolean | undefined;
  /** The number of rows; all by default. */
  readonly limit?: number | undefined;
  /** The number of rows to skip. */
  readonly offset?: number | undefined;
}

type Values = (string | number | null)[];

function conditions(collection: string, where: RowSelection['where'] = []): string {
  const all = [`collection = ${literal(collection)}`, ...where.map(([property]) => `${valueOf(property)} IS ?`)];
  return all.join(' AND ');
}

function parametersOf(where: RowSelection['where'] = []): Values {
  return where.map(([, value]) => (typeof value === 'boolean' ? Number(value) : value));
}

/** The table of collections, which handlers fill as they like. Rows are in the order of insertion. */
export function collectionsTable(database: DatabaseSync) {
  const name = 'collection_rows';
  const add = query<[string, string, string]>(
    database,
    `INSERT INTO ${name} (collection, key, value) VALUES (?, ?, ?)`,
  );
  const get = query<[string, string], { value: string }>(
    database,
    `SELECT value FROM ${name} WHERE collection = ? AND key = ?`,
  );
  const set = query<[string, string, string]>(
    database,
    `UPDATE ${name} SET value = ? WHERE collection = ? AND key = ?`,
  );
  const remove = query<[string, string]>(database, `DELETE FROM ${name} WHERE collection = ? AND key = ?`);
  const all = query<[], CollectionRow>(database, `SELECT collection, key, value FROM ${name} ORDER BY id`);
  const highest = query<[string], { key: number | null }>(
    database,
    `SELECT max(CAST(key AS INTEGER)) AS key FROM ${name} WHERE collection = ?`,
  );
  const hasRoom = capacityCheck(database, name, 'id');
  const prepared = new Map<string, Query<Values, never>>();
  const indexed = new Set<string>();

  /** Statements differ by property names only, which handlers write by hand, so that there are few. */
  const statement = <Row>(sql: string): Query<Values, Row> => {
    let found = prepared.get(sql);
    if (!found) prepared.set(sql, (found = query(database, sql)));
    return found;
  };

  return {
    /** Inserts a row. Its key must be new in the collection. */
    add: ({ collection, key, value }: CollectionRow): void => void add.run(collection, key, value),
    /** The JSON of a row; undefined if there is none. */
    get: (collection: string, key: string): string | undefined => get.one(collection, key)?.value,
    /** Replaces a row. @returns whether there was one */
    set: ({ collection, key, value }: CollectionRow): boolean => set.run(value, collection, key) > 0,
    /** Removes a row. @returns whether there was one */
    remove: (collection: string, key: string): boolean => remove.run(collection, key) > 0,
    /** The JSON of the selected rows. */
    list(collection: string, { where, orderBy, descending = false, limit, offset = 0 }: RowSelection = {}): string[] {
      const direction = descending ? ' DESC' : '';
      const order = orderBy === undefined ? `id${direction}` : `${valueOf(orderBy)}${direction}, id`;
      const sql = `SELECT value FROM ${name} WHERE ${conditions(collection, where)} ORDER BY ${order} LIMIT ? OFFSET ?`;
      const rows = statement<{ value: string }>(sql).all(...parametersOf(where), limit ?? -1, offset);
      return rows.map(({ value }) => value);
    },
    count(collection: string, where?: RowSelection['where']): number {
      const sql = `SELECT count(*) AS count FROM ${name} WHERE ${conditions(collection, where)}`;
      return statement<{ count: number }>(sql).one(...parametersOf(where))!.count;
    },
    /** The key of a row that has a value, found by an index; undefined if there is none. */
    keyOf(collection: string, property: string, value: Scalar): string | undefined {
      const where = [[property, value]] as const;
      const condition = conditions(collection, where);
      const index = `${collection} ${property}`;
      if (!indexed.has(index)) {
        const on = `${name} (${valueOf(property)}) WHERE collection = ${literal(collection)}`;
        database.exec(`CREATE INDEX IF NOT EXISTS "${`unique ${index}`.replaceAll('"', '""')}" ON ${on}`);
        indexed.add(index);
      }
      return statement<{ key: string }>(`SELECT key FROM ${name} WHERE ${condition} LIMIT 1`).one(
        ...parametersOf(where),
      )?.key;
    },
    /** The highest key that is a number; 0 if there is none. */
    highestKey: (collection: string): number => Math.max(highest.one(collection)!.key ?? 0, 0),
    /** The rows of all collections. */
    all: () => all.all(),
    /** Whether there are fewer rows than a limit, across all collections. */
    hasRoom,
  };
}

/** The value of a property in SQL. */
function valueOf(property: string): string {
  if (property.includes('"')) throw new RangeError(`a property with a quotation mark cannot be searched: ${property}`);
  return `json_extract(value, ${literal(`$."${property}"`)})`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
