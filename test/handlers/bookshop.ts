import type { Api } from '../../src/contract/api.ts';
import { type Contract, loadContract } from '../../src/contract/contract.ts';
import type { Document } from '../../src/contract/document.ts';
import { Problem } from '../../src/contract/problem.ts';
import { collection } from '../../src/handlers/collection.ts';
import { type DefinedHandlers, defineHandlers } from '../../src/handlers/define.ts';
import { implementDocuments } from '../../src/handlers/implementation.ts';
import { transition } from '../../src/handlers/transition.ts';
import { createAnswerStep } from '../../src/pipeline/answer.ts';
import { createClock } from '../../src/sandbox/clock/clock.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';
import type { Implementation } from '../../src/sandbox/implementation.ts';
import { createPipeline } from '../../src/pipeline/pipeline.ts';
import { createTransportPolicy } from '../../src/pipeline/transport-policy.ts';
import { createFetch } from '../../src/server/fetch.ts';

export interface Book {
  id: string;
  isbn: string;
  title: string;
  price?: number;
}

export interface Order {
  id: number;
  book: string;
  status: 'paid' | 'shipped' | 'cancelled';
  shippedAt?: string;
}

interface Failure {
  error: string;
}

interface JsonReply<Body> {
  headers: Record<string, unknown>;
  content: { 'application/json': Body };
}

/** In the form that openapi-typescript writes. */
export interface operations {
  listBooks: {
    parameters: { query?: { title?: string; limit?: number }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: { 200: JsonReply<Book[]> };
  };
  createBook: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { 'application/json': { isbn: string; title: string; price?: number } } };
    responses: { 201: JsonReply<Book>; 409: JsonReply<Failure> };
  };
  getBook: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: { 200: JsonReply<Book>; 404: JsonReply<Failure> };
  };
  deleteBook: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: { 204: { headers: Record<string, unknown>; content?: never }; default: JsonReply<Failure> };
  };
  createOrder: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { 'application/json': { book: string } } };
    responses: { 201: JsonReply<Order>; 404: JsonReply<Failure> };
  };
  getOrder: {
    parameters: { query?: never; header?: never; path: { id: number }; cookie?: never };
    requestBody?: never;
    responses: { 200: JsonReply<Order>; 404: JsonReply<Failure> };
  };
  cancelOrder: {
    parameters: { query?: never; header?: never; path: { id: number }; cookie?: never };
    requestBody?: never;
    responses: { 200: JsonReply<Order>; 404: JsonReply<Failure> };
  };
}

export const books = collection<Book>('books', { key: 'id', unique: ['isbn'] });
export const orders = collection<Order>('orders', { key: 'id' });

export const shipped = transition(orders, {
  kind: 'order-shipped',
  property: 'status',
  from: 'paid',
  to: 'shipped',
  failed: 'cancelled',
  changes: (_order, { clock }) => ({ shippedAt: clock.now().toISOString() }),
});

export const bookshopHandlers = defineHandlers<operations>(
  {
    listBooks: ({ query }, { store }) => ({
      status: 200,
      body: store(books).list({ where: { title: query.title }, orderBy: 'title', limit: query.limit }),
    }),
    createBook: ({ body }, { store, uuid }) => {
      const book = store(books).add({ id: uuid(), ...body });
      return { status: 201, body: book, headers: { Location: `/books/${book.id}` } };
    },
    getBook: ({ path }, { store, problem }) => ({
      status: 200,
      body: store(books).get(path.id) ?? problem(404, 'there is no such book'),
    }),
    createOrder: ({ body }, { store, clock, problem }) => {
      if (!store(books).has(body.book)) throw problem(404, 'there is no such book');
      const order = store(orders).add({ id: store(orders).nextId(), book: body.book, status: 'paid' });
      clock.schedule(shipped, order.id, '2h');
      return { status: 201, body: order };
    },
    getOrder: ({ path }, { store, problem }) => ({
      status: 200,
      body: store(orders).get(path.id) ?? problem(404, 'there is no such order'),
    }),
    cancelOrder: ({ path }, { store, problem }) => ({
      status: 200,
      body: store(orders).update(path.id, { status: 'cancelled' }) ?? problem(404, 'there is no such order'),
    }),
  },
  {
    transitions: [shipped],
    baseline: ({ store }) => void store(books).add({ id: 'emma', isbn: '9780141439587', title: 'Emma' }),
  },
);

const json = (schema: object, example?: unknown) => ({
  description: 'A reply.',
  content: { 'application/json': { schema, ...(example !== undefined && { examples: { one: { value: example } } }) } },
});
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const body = (name: string) => ({ required: true, content: { 'application/json': { schema: ref(name) } } });
const id = (type: string) => [{ name: 'id', in: 'path', required: true, schema: { type }, example: 1 }];
const text = { type: 'string' };
const integer = { type: 'integer' };

const document = {
  openapi: '3.1.0',
  info: { title: 'Bookshop', version: '1.0.0' },
  paths: {
    '/books': {
      get: {
        operationId: 'listBooks',
        parameters: [
          { name: 'title', in: 'query', schema: text },
          { name: 'limit', in: 'query', schema: integer },
        ],
        responses: { 200: json({ type: 'array', items: ref('Book') }) },
      },
      post: {
        operationId: 'createBook',
        requestBody: body('NewBook'),
        responses: { 201: json(ref('Book')), 409: json(ref('Error')) },
      },
    },
    '/books/{id}': {
      get: {
        operationId: 'getBook',
        parameters: id('string'),
        responses: { 200: json(ref('Book')), 404: json(ref('Error')) },
      },
      delete: {
        operationId: 'deleteBook',
        parameters: id('string'),
        responses: { 204: { description: 'Gone.' } },
      },
    },
    '/orders': {
      post: {
        operationId: 'createOrder',
        requestBody: body('NewOrder'),
        responses: { 201: json(ref('Order')), 404: json(ref('Error')) },
      },
    },
    '/orders/{id}': {
      get: {
        operationId: 'getOrder',
        parameters: id('integer'),
        responses: { 200: json(ref('Order')), 404: json(ref('Error')) },
      },
      delete: {
        operationId: 'cancelOrder',
        parameters: id('integer'),
        responses: { 200: json(ref('Order')), 404: json(ref('Error')) },
      },
    },
  },
  components: {
    schemas: {
      Book: {
        type: 'object',
        required: ['id', 'isbn', 'title'],
        properties: { id: text, isbn: text, title: text, price: { type: 'number' } },
      },
      NewBook: { type: 'object', required: ['isbn', 'title'], properties: { isbn: text, title: text } },
      Order: {
        type: 'object',
        required: ['id', 'book', 'status'],
        properties: { id: integer, book: text, status: { enum: ['paid', 'shipped', 'cancelled'] } },
      },
      NewOrder: { type: 'object', required: ['book'], properties: { book: text } },
      Error: { type: 'object', required: ['error'], properties: { error: text } },
    },
  },
} as unknown as Document;

const api: Api = {
  name: 'bookshop',
  document: 'bookshop',
  title: 'Bookshop',
  prefixes: [''],
  isAdmin: false,
  transport: { bodyLimit: 100_000, crossOrigin: true },
  errorSchema: '/components/schemas/Error',
  errorMediaType: 'application/json',
  refusals: () => undefined,
  errorBody: ({ message }) => ({ error: message }),
  unauthorized: () => new Problem(401, 'no'),
};

export const bookshop: Contract = loadContract(api, document);

export const noon = Date.parse('2026-11-28T12:00:00Z');

/** A sandbox of the bookshop on a stopped clock, with a `fetch` for JSON. */
export function openBookshop(
  definitions: readonly DefinedHandlers[] = [bookshopHandlers],
  options: Partial<SandboxOptions> = {},
): { readonly sandbox: Sandbox; readonly call: (request: string, body?: unknown) => Promise<Called> } {
  const [implementation] = implementDocuments([bookshop], definitions) as [Implementation];
  const sandbox = createSandbox({
    edition: '2023',
    contracts: [bookshop],
    implementations: [implementation],
    locations: {},
    baseline: (context) =>
      implementation.baseline!.resources!({ ...context, signingKey: () => new Uint8Array() }, noExample),
    clock: createClock({ offset: 0, stoppedAt: noon }),
    seed: 'bookshop',
    ...options,
  });
  const destination = {
    sandbox: 'default',
    edition: '2023',
    contracts: [bookshop],
    authenticate: () => ({ username: 'octocat' }),
    authorize: undefined,
    answerer: createAnswerStep({ examples: noExample, sandbox, isStateless: false, admin: noExample }),
    journal: sandbox.journal,
    hold: () => () => {},
  };
  const fetch = createFetch(createPipeline({ locate: () => ({ destination }) }), createTransportPolicy([api]));
  return {
    sandbox,
    async call(request, content) {
      const [method = '', path = ''] = request.split(' ');
      const response = await fetch(`http://mockplane.local${path}`, {
        method,
        ...(content !== undefined && {
          body: JSON.stringify(content),
          headers: { 'content-type': 'application/json' },
        }),
      });
      const received = await response.text();
      const value: unknown = received === '' ? undefined : JSON.parse(received);
      return { status: response.status, body: value, headers: response.headers };
    },
  };
}

export interface Called {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

const noExample = (): never => {
  throw new Error('The bookshop has no examples.');
};
