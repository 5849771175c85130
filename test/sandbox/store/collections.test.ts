import { describe, expect, it, onTestFinished } from 'vitest';
import { collection } from '../../../src/handlers/collection.ts';
import { openRows } from '../../../src/handlers/rows.ts';
import { createStore } from '../../../src/sandbox/store/store.ts';

interface Book {
  readonly id: string;
  readonly title: string;
  readonly year?: number | null;
  readonly isPrinted?: boolean;
}

const definition = collection<Book>('books', { key: 'id', unique: ['title'] });

function start(limit = 100) {
  const store = createStore();
  onTestFinished(() => store.close());
  const books = openRows({ store, limits: { rows: limit }, cancel: () => {} }, definition);
  return { store, books };
}

const emma: Book = { id: 'a', title: 'Emma', year: 1815, isPrinted: true };
const persuasion: Book = { id: 'b', title: 'Persuasion', year: 1817, isPrinted: false };
const sanditon: Book = { id: 'c', title: 'Sanditon', year: null };

const after1800 = ({ year }: Book): boolean => (year ?? 0) > 1_800;

describe('a collection', () => {
  it('keeps rows by key, apart from other collections', () => {
    const { store, books } = start();
    expect(books.add(emma)).toEqual(emma);
    expect([books.get('a'), books.has('a'), books.get('b'), books.has('b')]).toEqual([emma, true, undefined, false]);
    const others = openRows({ store, limits: { rows: 100 }, cancel: () => {} }, { ...definition, name: 'others' });
    expect([others.list(), others.get('a')]).toEqual([[], undefined]);
  });

  it('lists by values, in an order and by page', () => {
    const { books } = start();
    for (const book of [sanditon, emma, persuasion]) books.add(book);
    expect(books.list()).toEqual([sanditon, emma, persuasion]);
    expect(books.list({ descending: true })).toEqual([persuasion, emma, sanditon]);
    expect(books.list({ orderBy: 'title', limit: 2 })).toEqual([emma, persuasion]);
    expect(books.list({ orderBy: 'title', limit: 2, offset: 2 })).toEqual([sanditon]);
    expect(books.list({ orderBy: 'year', descending: true, limit: 1 })).toEqual([persuasion]);
    expect(books.list({ where: { isPrinted: true } })).toEqual([emma]);
    expect(books.list({ where: { year: null } })).toEqual([sanditon]);
    expect(books.list({ where: { title: undefined, year: 1817 } })).toEqual([persuasion]);
    expect(books.list({ where: after1800, orderBy: 'title', offset: 1, limit: 5 })).toEqual([persuasion]);
    expect([books.count(), books.count(after1800), books.count({ title: 'Emma' })]).toEqual([3, 2, 1]);
    expect([books.find({ title: 'Sanditon' }), books.find({ title: 'None' })]).toEqual([sanditon, undefined]);
  });

  it('updates and removes', () => {
    const { books } = start();
    books.add(emma);
    expect(books.update('a', { year: 1816 })).toEqual({ ...emma, year: 1816 });
    expect(books.update('a', { isPrinted: undefined } as never)).toEqual({ id: 'a', title: 'Emma', year: 1816 });
    expect(books.update('none', { year: 1 })).toBeUndefined();
    expect(() => books.update('a', { id: 'z' })).toThrow('the id of a row of books does not change');
    expect([books.remove('a'), books.remove('a'), books.list()]).toEqual([true, false, []]);
  });

  it('refuses a key or a unique property that is taken', () => {
    const { books } = start();
    books.add(emma);
    books.add(persuasion);
    expect(() => books.add({ ...emma, title: 'New' })).toThrow('books has a row with the id "a"');
    expect(() => books.add({ ...emma, id: 'n' })).toThrow('another row of books has the title "Emma"');
    expect(() => books.update('b', { title: 'Emma' })).toThrow('another row of books has the title "Emma"');
    expect(books.update('a', { title: 'Emma', year: 1 })).toMatchObject({ year: 1 });
    expect(books.count()).toBe(2);
  });

  it('treats a number and its text as one key, and counts on from the highest', () => {
    const { store } = start();
    const numbers = openRows<{ id: number | string }>(
      { store, limits: { rows: 100 }, cancel: () => {} },
      collection<{ id: number | string }>('numbers', { key: 'id' }),
    );
    expect(numbers.nextId()).toBe(1);
    numbers.add({ id: 9 });
    numbers.add({ id: 10 });
    numbers.add({ id: 'x' });
    expect([numbers.get('10'), numbers.nextId()]).toEqual([{ id: 10 }, 11]);
    expect(() => numbers.add({ id: '9' })).toThrow('a row with the id "9"');
    expect(() => numbers.add({} as never)).toThrow('a row of numbers needs a text or a number as its id');
  });

  it('has a limit on rows and on their size', () => {
    const { books } = start(2);
    books.add(emma);
    books.add(persuasion);
    expect(() => books.add(sanditon)).toThrow('a sandbox holds at most 2 rows');
    expect(() => books.update('a', { title: 'x'.repeat(1_100_000) })).toThrow('more than 1048576 characters');
  });

  it('takes names and values with quotation marks', () => {
    const { store } = start();
    const odd = openRows(
      { store, limits: { rows: 9 }, cancel: () => {} },
      collection<{ id: string; "it's": string }>('odd', { key: 'id', unique: ["it's"] }),
    );
    odd.add({ id: "a'b", "it's": '"x"' });
    expect(odd.list({ where: { "it's": '"x"' } })).toHaveLength(1);
    expect(() => odd.add({ id: 'c', "it's": '"x"' })).toThrow('another row of odd');
    expect(() => collection('a b', { key: 'id' as never })).toThrow('a collection has a name such as "books"');
  });
});

describe('a transaction of the store', () => {
  it('undoes its writes when it throws, and keeps those before it', () => {
    const { store, books } = start();
    store.transaction(() => {
      books.add(emma);
      expect(() =>
        store.savepoint(() => {
          books.add(persuasion);
          throw new Error('no');
        }),
      ).toThrow('no');
    });
    expect(books.list()).toEqual([emma]);
  });
});
