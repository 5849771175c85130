import type { Options } from 'minisearch';

/** A page section or an operation that a search finds. */
export interface Entry {
  readonly id: number;
  /** Relative to the root of the site. */
  readonly url: string;
  readonly title: string;
  /** The page of a section, or the method and path of an operation. */
  readonly place: string;
  /** `Guide`, or the title of an API. */
  readonly kind: string;
  /** The names that code uses: an operationId. */
  readonly name: string;
  /** Words that a reader may type and that the text does not have. */
  readonly keywords: string;
  /** Plain text. */
  readonly text: string;
}

/** A result, as the index stores it. */
export type StoredEntry = Pick<Entry, 'url' | 'title' | 'place' | 'kind'>;

/** Splits at everything that is neither a letter nor a digit, and adds the parts of a camelCase name. */
function tokenize(text: string): string[] {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const parts = words.flatMap((word) => word.match(/\p{Lu}?[\p{Ll}\p{N}]+|\p{Lu}+(?!\p{Ll})/gu) ?? []);
  return [...new Set([...words, ...parts])];
}

const isNumber = (term: string): boolean => /^\d+$/.test(term);

/** The options with which the build writes the index and the page reads it. They have to be the same. */
export const indexOptions: Options<Entry> = {
  fields: ['title', 'place', 'name', 'keywords', 'text'],
  storeFields: ['url', 'title', 'place', 'kind'],
  tokenize,
  searchOptions: {
    // A reader searches for words, also while the last one is not complete.
    tokenize: (query) => query.split(/[^\p{L}\p{N}]+/u).filter(Boolean),
    boost: { title: 6, name: 6, keywords: 10, place: 2 },
    combineWith: 'AND',
    // A number such as 401 is complete, and 4010 is another one.
    prefix: (term) => !isNumber(term),
    fuzzy: (term) => (term.length > 4 && !isNumber(term) ? 0.2 : false),
  },
};
