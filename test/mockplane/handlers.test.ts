import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMockplane } from 'mockplane';
import { collection, defineHandlers } from 'mockplane/handlers';
import { describe, expect, it, onTestFinished } from 'vitest';

const document = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1.0.0' },
  paths: {
    '/notes': {
      get: {
        operationId: 'listNotes',
        responses: {
          200: {
            description: 'The notes.',
            content: { 'application/json': { schema: { type: 'array', items: { type: 'object' } } } },
          },
        },
      },
      post: {
        operationId: 'addNote',
        requestBody: { content: { 'application/json': { schema: { type: 'object', required: ['text'] } } } },
        responses: { 201: { description: 'Added.' } },
      },
    },
    '/version': {
      get: {
        operationId: 'getVersion',
        responses: {
          200: {
            description: 'The version.',
            content: { 'application/json': { schema: {}, example: { version: 7 } } },
          },
        },
      },
    },
  },
};

interface Note {
  readonly id: number;
  readonly text: string;
}

interface operations {
  listNotes: {
    parameters: object;
    responses: { 200: { content: { 'application/json': readonly Note[] } } };
  };
  addNote: {
    parameters: object;
    requestBody: { content: { 'application/json': { text: string } } };
    responses: { 201: { content?: never } };
  };
  getVersion: { parameters: object; responses: { 200: { content: { 'application/json': object } } } };
}

const notes = collection<Note>('notes', { key: 'id' });

const handlers = defineHandlers<operations>(
  {
    listNotes: (_input, { store }) => ({ status: 200, body: store(notes).list() }),
    addNote({ body }, { store }) {
      store(notes).add({ id: store(notes).nextId(), text: body.text });
      return { status: 201 };
    },
    getVersion: undefined,
  },
  { baseline: ({ store }) => void store(notes).add({ id: 1, text: 'first' }) },
);

/** The file of the document. */
function openapi(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'notes.json');
  writeFileSync(file, JSON.stringify(document));
  return file;
}

const first = { id: 1, text: 'first' };
const second = { id: 2, text: 'second' };

/** Sends a request. @returns the JSON of the response; undefined for an empty body */
async function call(fetch: typeof globalThis.fetch, path: string, body?: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const init = body && { method: 'POST', headers, body: JSON.stringify(body) };
  const text = await (await fetch(`http://mockplane.local${path}`, init)).text();
  return text === '' ? undefined : JSON.parse(text);
}

describe('a Mockplane with a document and handlers', () => {
  it('answers with handlers, and else with examples', async () => {
    using mockplane = createMockplane({ documents: [openapi()], handlers });
    await call(mockplane.fetch, '/notes', { text: 'second' });
    expect(await call(mockplane.fetch, '/notes')).toEqual([first, second]);
    expect(await call(mockplane.fetch, '/version')).toEqual({ version: 7 });
    expect(mockplane.exchanges().map(({ answeredBy }) => answeredBy.split(' ')[0])).toEqual([
      'sandbox',
      'sandbox',
      'example',
    ]);
  });

  it('restores the baseline, and gives each sandbox rows of its own', async () => {
    using mockplane = createMockplane({ documents: [openapi()], handlers });
    const other = mockplane.sandbox('other');
    await call(other.fetch, '/notes', { text: 'second' });
    expect(await call(mockplane.fetch, '/notes')).toEqual([first]);
    expect(await call(other.fetch, '/notes')).toEqual([first, second]);
    other.reset();
    expect(await call(other.fetch, '/notes')).toEqual([first]);
  });

  it('begins empty where it is told to, and with a snapshot', async () => {
    const documents = [openapi()];
    using empty = createMockplane({ documents, handlers, empty: true });
    expect(await call(empty.fetch, '/notes')).toEqual([]);
    using full = createMockplane({ documents, handlers });
    await call(full.fetch, '/notes', { text: 'second' });
    const { data: snapshot } = await full.admin.GET('/_mockplane/snapshot');
    expect(snapshot?.rows).toHaveLength(2);
    using restored = createMockplane({ documents, handlers, snapshot });
    expect(await call(restored.fetch, '/notes')).toEqual([first, second]);
  });

  it('loads a snapshot while it runs', async () => {
    using mockplane = createMockplane({ documents: [openapi()], handlers });
    const { data: snapshot } = await mockplane.admin.GET('/_mockplane/snapshot');
    await call(mockplane.fetch, '/notes', { text: 'second' });
    const { data: loaded } = await mockplane.admin.PUT('/_mockplane/snapshot', { body: snapshot! });
    expect(loaded).toMatchObject({ rows: 1 });
    expect(await call(mockplane.fetch, '/notes')).toEqual([first]);
  });

  it('refuses handlers that do not go with the documents', () => {
    const documents = [openapi()];
    const wrong = { ...handlers, handlers: { addNot: () => ({ status: 201 }) } };
    expect(() => createMockplane({ documents, handlers: wrong })).toThrow('did you mean addNote?');
    expect(() => createMockplane({ documents, handlers: [handlers, handlers] })).toThrow('two handlers answer');
    expect(() => createMockplane({ handlers })).toThrow('set documents, too');
    expect(() => createMockplane({ documents, handlers: {} as never })).toThrow('takes what defineHandlers returns');
    expect(() => createMockplane({ documents, handlers, stateless: true })).toThrow('so handlers has no effect');
  });
});
