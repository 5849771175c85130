/** A collection of rows that handlers keep in the sandbox. It is a description; `store(collection)` opens it. */
export interface Collection<Row extends object> {
  readonly name: string;
  /** The property with the key of a row: a text or a number. Keys are compared as texts. */
  readonly key: keyof Row & string;
  /** Properties that no two rows may share, besides the key. */
  readonly unique: readonly (keyof Row & string)[];
}

/** The properties of a collection. */
export interface CollectionOptions<Row extends object> {
  /** The property with the key of a row. */
  readonly key: keyof Row & string;
  /** Properties that no two rows may share, besides the key. */
  readonly unique?: readonly (keyof Row & string)[] | undefined;
}

/**
 * Describes a collection of rows. Sandboxes keep them with their state: a reset, a snapshot and `--data` include them.
 *
 * @param name unique among your collections
 * @example
 * const books = collection<Book>('books', { key: 'id', unique: ['isbn'] });
 */
export function collection<Row extends object>(
  name: string,
  { key, unique = [] }: CollectionOptions<Row>,
): Collection<Row> {
  if (!/^[A-Za-z][\w-]{0,63}$/.test(name)) {
    throw new RangeError(
      `a collection has a name such as "books": a letter, then letters, digits, _ or -, not "${name}"`,
    );
  }
  return { name, key, unique };
}

/** The rows of a collection in the sandbox of a call. Each row that you get is a copy. */
export interface Rows<Row extends object> {
  /**
   * Adds a row.
   *
   * @returns the row
   * @throws DuplicateRowError when its key or a unique property is taken. An uncaught one answers 409 where the document
   *   has one
   */
  add(row: Row): Row;
  /** The row with a key; undefined if there is none. */
  get(key: string | number): Row | undefined;
  has(key: string | number): boolean;
  /** The first row with some values; undefined if there is none. */
  find(where: Where<Row>): Row | undefined;
  /** The selected rows; all by default, in the order in which they were added. */
  list(selection?: Selection<Row>): Row[];
  /** The number of rows; of all by default. */
  count(where?: Where<Row>): number;
  /**
   * Changes some properties of a row. A property that is undefined is removed.
   *
   * @returns the changed row; undefined if there is none with this key
   * @throws DuplicateRowError when a unique property is taken
   */
  update(key: string | number, changes: Partial<Row>): Row | undefined;
  /** Removes a row and its pending transitions. @returns whether there was one */
  remove(key: string | number): boolean;
  /** A number above all keys that are numbers, for documents whose ids are integers. */
  nextId(): number;
}

/** Values that a row must have, or a function that chooses rows. An undefined value counts as absent. */
export type Where<Row> =
  | { readonly [Property in keyof Row]?: (Row[Property] & (string | number | boolean | null)) | undefined }
  | ((row: Row) => boolean);

/** The rows to list. */
export interface Selection<Row extends object> {
  readonly where?: Where<Row> | undefined;
  /** The property to sort by. */
  readonly orderBy?: (keyof Row & string) | undefined;
  readonly descending?: boolean | undefined;
  /** The size of a page. */
  readonly limit?: number | undefined;
  /** The number of rows before the page; 0 by default. */
  readonly offset?: number | undefined;
}

/** A key or a unique property is taken. */
export class DuplicateRowError extends Error {
  override readonly name = 'DuplicateRowError';
}
