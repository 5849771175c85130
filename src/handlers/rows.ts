import { type ResourceLimits } from '../sandbox/limits.ts';
import { StorageError } from '../sandbox/store/errors.ts';
import type { Store } from '../sandbox/store/store.ts';
import type { Scalar } from '../sandbox/store/tables/collections.ts';
import { type Collection, DuplicateRowError, type Rows, type Where } from './collection.ts';

/** The largest row, in characters of JSON. */
const largestRow = 1_048_576;

/** The parts of a sandbox that rows are kept with. */
export interface RowsContext {
  readonly store: Store;
  readonly limits: Pick<ResourceLimits, 'rows'>;
  /** Cancels the pending transitions of a row. */
  readonly cancel: (resource: string) => void;
}

/** The name by which transitions refer to a row: `orders/7`. */
export function resourceOf({ name }: { readonly name: string }, key: string | number): string {
  return `${name}/${key}`;
}

/** Opens the rows of a collection in a sandbox. */
export function openRows<Row extends object>(
  { store, limits, cancel }: RowsContext,
  { name, key: keyProperty, unique }: Collection<Row>,
): Rows<Row> {
  const { collections } = store;
  const parse = (text: string): Row => JSON.parse(text) as Row;
  const get = (key: string | number): Row | undefined => {
    const text = collections.get(name, String(key));
    return text === undefined ? undefined : parse(text);
  };
  const keyOf = (row: Row): string => {
    const key: unknown = row[keyProperty];
    if ((typeof key === 'string' && key !== '') || typeof key === 'number') return String(key);
    throw new TypeError(`a row of ${name} needs a text or a number as its ${keyProperty}, not ${JSON.stringify(key)}`);
  };
  const requireUnique = (row: Row, key: string): void => {
    for (const property of unique) {
      const value: unknown = row[property];
      if (value === undefined || value === null) continue;
      const taken = collections.keyOf(name, property, value as Scalar);
      if (taken !== undefined && taken !== key) {
        throw new DuplicateRowError(`another row of ${name} has the ${property} ${JSON.stringify(value)}`);
      }
    }
  };
  const toText = (row: Row): string => {
    const text = JSON.stringify(row);
    if (text.length <= largestRow) return text;
    throw new StorageError(`nothing was stored: a row of ${name} has more than ${largestRow} characters`);
  };
  const list: Rows<Row>['list'] = ({ where, orderBy, descending, limit, offset } = {}) => {
    const select = typeof where === 'function' ? { orderBy, descending } : { orderBy, descending, limit, offset };
    const rows = collections.list(name, { ...select, where: valuesOf(where) }).map(parse);
    if (typeof where !== 'function') return rows;
    const start = offset ?? 0;
    return rows.filter(where).slice(start, limit === undefined ? undefined : start + limit);
  };

  return {
    add(row) {
      const key = keyOf(row);
      if (collections.get(name, key) !== undefined) {
        throw new DuplicateRowError(`${name} has a row with the ${keyProperty} ${JSON.stringify(row[keyProperty])}`);
      }
      requireUnique(row, key);
      if (!collections.hasRoom(limits.rows)) {
        throw new StorageError(`a sandbox holds at most ${limits.rows} rows; remove some, or reset it`);
      }
      const value = toText(row);
      collections.add({ collection: name, key, value });
      return parse(value);
    },
    get,
    has: (key) => collections.get(name, String(key)) !== undefined,
    find: (where) => list({ where, limit: 1 })[0],
    list,
    count: (where) => (typeof where === 'function' ? list({ where }).length : collections.count(name, valuesOf(where))),
    update(key, changes) {
      const before = get(key);
      if (!before) return undefined;
      const row = { ...before, ...changes };
      if (keyOf(row) !== String(key)) throw new TypeError(`the ${keyProperty} of a row of ${name} does not change`);
      requireUnique(row, String(key));
      const value = toText(row);
      collections.set({ collection: name, key: String(key), value });
      return parse(value);
    },
    remove(key) {
      cancel(resourceOf({ name }, key));
      return collections.remove(name, String(key));
    },
    nextId: () => collections.highestKey(name) + 1,
  };
}

function valuesOf<Row>(where: Where<Row> | undefined): [string, Scalar][] {
  if (where === undefined || typeof where === 'function') return [];
  return Object.entries(where).filter((entry): entry is [string, Scalar] => entry[1] !== undefined);
}
