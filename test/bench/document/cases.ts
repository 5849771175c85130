import type { BenchRequest } from '../cases.ts';

/** A request to the bookshop, which the servers know only by its document. */
export interface DocumentCase {
  readonly id: 'example' | 'list' | 'values' | 'create' | 'invalid';
  readonly title: string;
  readonly request: BenchRequest;
  /** The statuses of a correct response. */
  readonly statuses: readonly number[];
  /** Describes the error of a body; undefined for a correct one. */
  readonly flaw: (body: unknown) => string | undefined;
}

/** The request that tells whether a server is up. */
export const getBook: BenchRequest = { method: 'GET', path: '/books/b-1', headers: {} };

const json = { 'content-type': 'application/json' };
const book = {
  title: 'Emma',
  genre: 'novel',
  price: { amount: 11, currency: 'EUR' },
  authors: [{ name: 'Jane Austen', born: 1775 }],
};

type Members = Readonly<Record<string, unknown>>;

const membersOf = (body: unknown): Members => (typeof body === 'object' && body !== null ? (body as Members) : {});

function has(name: string, value: unknown): (body: unknown) => string | undefined {
  return (body) => {
    const found = membersOf(body)[name];
    return found === value ? undefined : `${name} is ${JSON.stringify(found)}`;
  };
}

/** All requests, in the order of the table. */
export const documentCases: readonly DocumentCase[] = [
  { id: 'example', title: 'An example', request: getBook, statuses: [200], flaw: has('title', 'Middlemarch') },
  {
    id: 'list',
    title: 'A list, with a query',
    request: { method: 'GET', path: '/books?limit=10&genre=novel', headers: {} },
    statuses: [200],
    flaw: has('total', 3),
  },
  {
    id: 'values',
    title: 'Generated values',
    request: { method: 'GET', path: '/authors/eliot', headers: {} },
    statuses: [200],
    flaw: (body) => (typeof membersOf(body)['name'] === 'string' ? undefined : 'the name is no text'),
  },
  {
    id: 'create',
    title: 'A valid POST',
    request: { method: 'POST', path: '/books', headers: json, body: JSON.stringify(book) },
    statuses: [201],
    flaw: has('id', 'b-4'),
  },
  {
    id: 'invalid',
    title: 'An invalid POST',
    request: { method: 'POST', path: '/books', headers: json, body: JSON.stringify({ ...book, title: 7 }) },
    // Some servers refuse with 400, which the document does not have.
    statuses: [422, 400],
    flaw: (body) => (body === undefined ? 'there is no body' : undefined),
  },
];
