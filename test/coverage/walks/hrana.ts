import { DatabaseSync } from 'node:sqlite';
import type { JsonObject } from '../../helpers/documents.ts';
import { operations } from '../../helpers/operations.ts';
import { latestUpload } from '../../../src/apis/hrana/endpoints.ts';
import type { MockplaneOptions } from '../../../src/mockplane/options.ts';
import { type Answered, beganAt2026, type Departure, type Sandbox } from '../ask.ts';
import { textAt } from './turso.ts';
import type { Walk } from './walk.ts';

const api = 'hrana';
const own = operations.filter((operation) => operation.api === api);
const guarded = own.filter(({ security }) => security.length > 0);
const pipelines = ['executePipeline', 'executePipelineV3'];
const statements = ['executeStatement', 'executeStatementBatch'];
/** Those that go on with a stream. */
const streams = [...pipelines, 'executeCursor'];
const uploads = ['uploadDatabase', 'startUpload', 'uploadChunk', 'finishUpload'];

type Ask = (id: string, departure?: Departure) => Promise<Answered>;

/** A walk that asks a database, with its token unless it brings one of its own. */
function walk(title: string, go: (ask: Ask, sandbox: Sandbox) => Promise<unknown>, options?: MockplaneOptions): Walk {
  return {
    title,
    ...(options && { options }),
    async go(sandbox) {
      const token = await mint(sandbox);
      await go((id, departure) => sandbox.askOf(api, id, { token, ...departure }), sandbox);
    },
  };
}

async function mint({ ask }: Sandbox, departure?: Departure): Promise<string> {
  // The example of the parameter asks for a token that only reads.
  return textAt((await ask('createDatabaseToken', { query: '', ...departure })).body, 'jwt');
}

/** A SQLite database with one table. */
function sqliteFile(): Blob {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE note(text)');
  const bytes = Buffer.from(database.serialize());
  database.close();
  return new Blob([bytes]);
}

/** The body that runs a statement, for any of the operations. */
function bodyOf(id: string, sql: string, baton: string | null = null): JsonObject {
  const stmt = { sql };
  if (id === 'executeStatement') return { stmt };
  const batch = { steps: [{ stmt }] };
  if (id === 'executeStatementBatch') return { batch };
  if (id === 'executeCursor') return { baton, batch };
  return { baton, requests: [{ type: 'execute', stmt }, { type: 'close' }] };
}

/** Opens a transaction that locks nothing, and leaves it open. @returns the baton with which it goes on */
async function begin(ask: Ask): Promise<string> {
  const requests = [{ type: 'execute', stmt: { sql: 'BEGIN' } }];
  return textAt((await ask('executePipeline', { json: { baton: null, requests } })).body, 'baton');
}

/** Those that take a file. */
const files = ['uploadDatabase', 'uploadChunk'];

const runs = [...pipelines, 'executeCursor', ...statements];

/** The requests for the documented responses of SQL over HTTP. */
export const hranaWalks: readonly Walk[] = [
  ...own.map(({ id }) => walk('the request of the examples', (ask) => ask(id))),
  ...own.flatMap(({ id, bodies: [content] }) =>
    (content?.examples ?? []).map(({ name }) =>
      walk(`the request of the example ${name}`, (ask) => ask(id, { example: name })),
    ),
  ),
  walk('with tokens that open nothing', async (ask, sandbox) => {
    const query = 'expiration=1s';
    const expired = await mint(sandbox, { query });
    sandbox.clock.advance(120_000);
    for (const { id } of guarded) {
      await ask(id, { token: '' });
      for (const authorization of ['no-scheme', 'Basic b2N0bw==', 'Bearer no-token', `Bearer ${expired}`]) {
        await ask(id, { headers: { authorization } });
      }
    }
  }),
  walk('with a read-only token', async (ask, sandbox) => {
    const token = await mint(sandbox, { query: 'authorization=read-only' });
    for (const id of runs) await ask(id, { token, json: bodyOf(id, 'DELETE FROM tag') });
    await ask('dumpDatabase', { token });
    for (const id of uploads) await ask(id, { token });
  }),
  walk('of a database that is not there', async (ask) => {
    // The refusal shows the URLs of databases, which name the server as the request does.
    const headers = { host: '127.0.0.1:4010' };
    for (const { id, parameters } of own) {
      if (parameters.some(({ name }) => name === 'db_name'))
        await ask(id, { path: { db_name: 'no-such-db' }, headers });
    }
  }),
  walk(
    'of an archived group',
    async (ask, sandbox) => {
      await sandbox.ask('archiveGroup', { json: { organization: 'my-org', group: 'edge' } });
      const path = { db_name: 'edge-db' };
      const { body } = await sandbox.askOf('turso-2026', 'createDatabaseToken', {
        query: '',
        path: { organizationSlug: 'my-org', databaseName: 'edge-db' },
      });
      for (const { id } of guarded) await ask(id, { path, token: textAt(body, 'jwt') });
    },
    { edition: '2026', clock: { now: beganAt2026, running: false } },
  ),
  walk('with files, whole and in pieces', async (ask) => {
    const file = sqliteFile();
    const path = { upload_id: latestUpload, chunk_number: '0' };
    await ask('uploadChunk', { path, raw: file });
    await ask('finishUpload', { path });
    await ask('startUpload', { json: { db_size_bytes: 268_435_457 } });
    for (const id of files) await ask(id, { path, raw: 'x'.repeat(16_777_217) });

    await ask('uploadDatabase', { raw: 'no database' });
    await ask('uploadDatabase', { raw: file });
    await ask('startUpload', { json: { db_size_bytes: 28_672 } });
    await ask('uploadChunk', { path, raw: 'abc' });
    await ask('finishUpload', { path });
    await ask('uploadChunk', { path, raw: 'x'.repeat(28_672) });
    await ask('finishUpload', { path });
    await ask('startUpload', { json: { db_size_bytes: file.size } });
    await ask('uploadChunk', { path, raw: file });
    await ask('finishUpload', { path });
  }),
  walk('of a database without an instance, and of one that is being made', async (ask, sandbox) => {
    await sandbox.ask('createDatabase', { json: { name: 'new-db' } });
    const path = { db_name: 'new-db' };
    const token = await mint(sandbox, { path });
    for (const { id } of guarded) await ask(id, { path, token });
    await sandbox.ask('setTransitions', { json: { mode: 'manual' } });
    await sandbox.ask('createDatabaseInstance', { path, json: { location: 'ord' } });
    for (const { id } of guarded) await ask(id, { path, token });
  }),
  walk('with bodies that break the protocol', async (ask) => {
    for (const id of runs) {
      await ask(id, { raw: '{"' });
      await ask(id, { raw: 'x'.repeat(16_777_217) });
    }
    for (const id of statements) {
      await ask(id, { json: bodyOf(id, 'selec') });
      await ask(id, { json: bodyOf(id, 'ATTACH DATABASE ? AS other') });
    }
    const both = { sql: 'SELECT ?', args: [{ type: 'null' }], named_args: [{ name: 'a', value: { type: 'null' } }] };
    await ask('executeStatement', { json: { stmt: both } });
    await ask('executeStatementBatch', { json: { batch: { steps: [{ stmt: both }] } } });
    const unknown = { sql_id: 9 };
    const step = { stmt: { sql: 'SELECT 1' }, condition: { type: 'ok', step: 0 } };
    for (const id of pipelines) {
      await ask(id, { json: { baton: null, requests: [{ type: 'execute', stmt: unknown }] } });
      await ask(id, { json: { baton: null, requests: [{ type: 'batch', batch: { steps: [step] } }] } });
    }
    await ask('executeCursor', { json: { baton: null, batch: { steps: [{ stmt: unknown }] } } });
    await ask('executeCursor', { json: { baton: null, batch: { steps: [step] } } });
  }),
  walk('with batons that open nothing', async (ask, { clock }) => {
    for (const id of streams) {
      await ask(id, { json: bodyOf(id, 'SELECT 1', 'no-baton') });
      const used = await begin(ask);
      await ask('executePipeline', { json: { baton: used, requests: [] } });
      await ask(id, { json: bodyOf(id, 'SELECT 1', used) });
      const idle = await begin(ask);
      clock.advance(10_000);
      await ask(id, { json: bodyOf(id, 'SELECT 1', idle) });
    }
  }),
  walk('in a database of its own', async (ask, sandbox) => {
    const path = { db_name: 'new-db' };
    await sandbox.ask('setTransitions', { json: { mode: 'immediate' } });
    await sandbox.ask('createDatabase', { json: { name: 'new-db' } });
    await sandbox.ask('createDatabaseInstance', { path, json: { location: 'ord' } });
    const token = await mint(sandbox, { path });
    for (const example of ['schema', 'rows']) await ask('executePipeline', { path, token, example });
  }),
  walk(
    'when the plan is used up',
    async (ask, sandbox) => {
      const json = { organization: 'my-org', database: 'my-db', rowsRead: 10 ** 13 };
      await sandbox.ask('addUsage', { json });
      for (const id of runs) await ask(id, { json: bodyOf(id, 'SELECT 1') });
    },
    { plan: 'starter' },
  ),
];
