import { describe, expect, it } from 'vitest';
import { defineHandlers } from '../../src/handlers/define.ts';
import { implementDocuments } from '../../src/handlers/implementation.ts';
import { transition } from '../../src/handlers/transition.ts';
import { bookshop, bookshopHandlers, books, openBookshop, type operations, orders } from './bookshop.ts';

const emma = { id: 'emma', isbn: '9780141439587', title: 'Emma' };
const persuasion = { isbn: '9780141439686', title: 'Persuasion' };

describe('a handler', () => {
  it('stores rows that later calls see', async () => {
    const { call } = openBookshop();
    const created = await call('POST /books', persuasion);
    expect(created).toMatchObject({ status: 201, body: persuasion });
    const { id } = created.body as { id: string };
    expect(created.headers.get('location')).toBe(`/books/${id}`);
    expect((await call(`GET /books/${id}`)).body).toEqual({ id, ...persuasion });
    expect((await call('GET /books?limit=1')).body).toEqual([emma]);
    expect((await call('GET /books?title=Persuasion')).body).toEqual([{ id, ...persuasion }]);
  });

  it('gives the same identifiers for the same seed', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => openBookshop().call('POST /books', persuasion)));
    expect(one!.body).toEqual(other!.body);
  });

  it('refuses in the shape of the document', async () => {
    const { call } = openBookshop();
    expect(await call('GET /books/none')).toMatchObject({ status: 404, body: { error: 'there is no such book' } });
  });

  it('gets only requests that fit the document', async () => {
    const { call } = openBookshop();
    expect((await call('POST /books', { title: 'Emma' })).status).toBe(400);
  });

  it('answers 409 for a taken property, where the document has a 409', async () => {
    const { call } = openBookshop();
    const { status, body } = await call('POST /books', { ...persuasion, isbn: emma.isbn });
    expect([status, body]).toEqual([409, { error: 'another row of books has the isbn "9780141439587"' }]);
    expect((await call('GET /books')).body).toEqual([emma]);
  });
});

/** The bookshop with another handler for `createBook`. */
function withCreateBook(createBook: NonNullable<Parameters<typeof defineHandlers<operations>>[0]['createBook']>) {
  const rest = defineHandlers<operations>({
    listBooks: (_input, { store }) => ({ status: 200, body: store(books).list() }),
    createBook,
  });
  return openBookshop([{ ...rest, baseline: bookshopHandlers.baseline }]);
}

describe('a handler that fails', () => {
  it('answers 500 with its name, its place and the reason, and stores nothing', async () => {
    const { call } = withCreateBook(({ body }, { store }) => {
      store(books).add({ id: 'new', ...body });
      throw new TypeError('nothing works');
    });
    const { status, body } = await call('POST /books', persuasion);
    expect(status).toBe(500);
    expect((body as { error: string }).error).toMatch(
      /^the handler createBook failed at test\/handlers\/bookshop\.test\.ts:\d+:\d+: TypeError: nothing works$/,
    );
    expect((await call('GET /books')).body).toEqual([emma]);
  });

  it('answers 500 for a reply that breaks the document, and stores nothing', async () => {
    const { call } = withCreateBook(({ body }, { store }) => {
      store(books).add({ id: 'new', ...body });
      return { status: 201, body: { id: 'new', title: 'Emma' } as never };
    });
    const { status, body } = await call('POST /books', persuasion);
    expect([status, body]).toEqual([
      500,
      { error: 'the handler createBook breaks the document: /body/isbn is required' },
    ]);
    expect((await call('GET /books')).body).toEqual([emma]);
  });

  it('stores nothing of a GET that fails, either', async () => {
    const failing = defineHandlers<operations>({
      listBooks(_input, { store }) {
        store(books).add({ id: 'new', ...persuasion });
        throw new TypeError('nothing works');
      },
      getBook: ({ path }, { store, problem }) => ({
        status: 200,
        body: store(books).get(path.id) ?? problem(404, 'there is no such book'),
      }),
    });
    const { call } = openBookshop([failing]);
    expect((await call('GET /books')).status).toBe(500);
    expect((await call('GET /books/new')).status).toBe(404);
  });

  it('answers 500 for a status that the document does not have', async () => {
    const { call } = withCreateBook((_input, { problem }) => problem(404 as never, 'no shelf'));
    const { status, body } = await call('POST /books', persuasion);
    expect(status).toBe(500);
    expect((body as { error: string }).error).toContain('refuses with 404, which the document does not have for it');
  });

  it('answers 500 for a promise', async () => {
    const { call } = withCreateBook((async () => Promise.reject(new Error('late'))) as never);
    const { status, body } = await call('POST /books', persuasion);
    expect(status).toBe(500);
    expect((body as { error: string }).error).toContain('returns a promise; a handler cannot wait');
  });

  it('answers 500 for a reply that is none', async () => {
    const { call } = withCreateBook((() => undefined) as never);
    const { status, body } = await call('POST /books', persuasion);
    expect(status).toBe(500);
    expect((body as { error: string }).error).toContain('returns no response');
  });
});

describe('a transition of a row', () => {
  it('happens on the clock, with its other changes', async () => {
    const { sandbox, call } = openBookshop();
    await call('POST /orders', { book: 'emma' });
    expect(sandbox.context.transitions.pending()).toMatchObject([
      { kind: 'order-shipped', label: 'orders/1', fromStatus: 'paid', toStatus: 'shipped' },
    ]);
    sandbox.clock.advance(7_199_999);
    expect((await call('GET /orders/1')).body).toEqual({ id: 1, book: 'emma', status: 'paid' });
    sandbox.clock.advance(1);
    expect((await call('GET /orders/1')).body).toEqual({
      id: 1,
      book: 'emma',
      status: 'shipped',
      shippedAt: '2026-11-28T14:00:00.000Z',
    });
  });

  it('does nothing to a row that has another status by then', async () => {
    const { sandbox, call } = openBookshop();
    await call('POST /orders', { book: 'emma' });
    await call('DELETE /orders/1');
    sandbox.clock.advance(7_200_000);
    expect((await call('GET /orders/1')).body).toMatchObject({ status: 'cancelled' });
    expect(sandbox.context.transitions.pending()).toEqual([]);
  });

  it('fails when a fault rule says so, without its other changes', async () => {
    const { sandbox, call } = openBookshop();
    sandbox.faults.add({ operation: 'createOrder', action: 'fail-transition', count: 1 });
    await call('POST /orders', { book: 'emma' });
    await call('POST /orders', { book: 'emma' });
    expect(sandbox.context.transitions.pending()).toMatchObject([{ toStatus: 'cancelled' }, { toStatus: 'shipped' }]);
    sandbox.clock.advance(7_200_000);
    expect((await call('GET /orders/1')).body).toEqual({ id: 1, book: 'emma', status: 'cancelled' });
    expect((await call('GET /orders/2')).body).toMatchObject({ status: 'shipped' });
  });

  it('can fail only if it has a status for that', () => {
    const sure = transition(orders, { kind: 'order-shipped', property: 'status', from: 'paid', to: 'shipped' });
    const handlers = defineHandlers<Pick<operations, 'createOrder'>>(
      { createOrder: (_input, { problem }) => problem(404, 'there is no book') },
      { transitions: [sure] },
    );
    const { sandbox } = openBookshop([{ ...handlers, baseline: bookshopHandlers.baseline }]);
    expect(() => sandbox.faults.add({ operation: 'createOrder', action: 'fail-transition' })).toThrow(
      /createOrder begins no transition/,
    );
  });

  it('happens at once where transitions are immediate', async () => {
    const { call } = openBookshop(undefined, { transitions: { mode: 'immediate' } });
    await call('POST /orders', { book: 'emma' });
    expect((await call('GET /orders/1')).body).toMatchObject({ status: 'shipped' });
  });

  it('waits for a step where transitions are manual', async () => {
    const { sandbox, call } = openBookshop(undefined, { transitions: { mode: 'manual' } });
    await call('POST /orders', { book: 'emma' });
    sandbox.clock.advance(86_400_000);
    expect((await call('GET /orders/1')).body).toMatchObject({ status: 'paid' });
    expect(sandbox.transaction(() => sandbox.context.transitions.step(1, 'orders/1'))).toHaveLength(1);
    expect((await call('GET /orders/1')).body).toMatchObject({ status: 'shipped' });
  });

  it('is cancelled with its row', async () => {
    const { sandbox } = openBookshop();
    const remove = defineHandlers<operations>({
      createOrder(_input, { store, clock }) {
        const order = store(orders).add({ id: 1, book: 'emma', status: 'paid' });
        clock.schedule(bookshopHandlers.transitions[0]!, 1, 1_000);
        store(orders).remove(1);
        return { status: 201, body: order };
      },
    });
    const removing = openBookshop([{ ...bookshopHandlers, handlers: remove.handlers }]);
    expect((await removing.call('POST /orders', { book: 'emma' })).status).toBe(201);
    expect(removing.sandbox.context.transitions.pending()).toEqual([]);
    sandbox.close();
  });
});

describe('a reset', () => {
  it('restores the rows of the baseline', async () => {
    const { sandbox, call } = openBookshop();
    await call('POST /books', persuasion);
    await call('POST /orders', { book: 'emma' });
    sandbox.reset();
    expect((await call('GET /books')).body).toEqual([emma]);
    expect((await call('GET /orders/1')).status).toBe(404);
    expect(sandbox.context.transitions.pending()).toEqual([]);
  });
});

describe('the check of handlers', () => {
  it('names the operation that a misspelled one may mean', () => {
    const wrong = { ...bookshopHandlers, handlers: { createBoook: () => ({ status: 200 }) } };
    expect(() => implementDocuments([bookshop], [wrong])).toThrow('did you mean createBook?');
    expect(() => implementDocuments([bookshop], [bookshopHandlers])).not.toThrow();
  });

  it('refuses two handlers of one operation', () => {
    expect(() => openBookshop([bookshopHandlers, bookshopHandlers])).toThrow(
      'two transitions have the kind order-shipped',
    );
  });
});
