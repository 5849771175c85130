import { randomUUID } from 'node:crypto';
import type { Content, Engine, EngineOptions, LoadResult, SqlError, SqlStream } from '../engine.ts';
import type { ParsedText } from '../local/parse.ts';
import { type Connection, onStream, TransferError } from '../transfer/connection.ts';
import { transfer } from '../transfer/transfer.ts';
import type { AdminApi } from './admin-api.ts';
import { keptContents, temporaryContents } from './known-contents.ts';
import { farewellLimit, mostAtOnce } from './limits.ts';
import type { NamespaceCalls } from './namespace-calls.ts';
import type { NamespaceKeys } from './namespace-keys.ts';
import { createNamespaces } from './namespaces.ts';
import type { Registry } from './registry.ts';
import { createSqldStream } from './sqld-stream.ts';
import { summariseTables } from './tables.ts';

/** The parts that the engines of a host share. */
export interface ServerParts {
  readonly admin: AdminApi;
  readonly calls: NamespaceCalls;
  readonly keys: NamespaceKeys;
  readonly registry: Registry;
  readonly parse: (sql: string) => ParsedText;
  /** An engine of this machine, which reads and writes SQLite files. */
  readonly converter: () => Engine;
}

/** A clock that differs from the server's by less than this shows the same time. */
const sameTime = 1_000;

/** Keeps the rows of a sandbox in namespaces of a libSQL server. */
export function createSqldEngine(parts: ServerParts, { clock, directory }: EngineOptions): Engine {
  const { admin, calls, keys, registry, parse } = parts;
  const streams = new Map<string, Set<ReturnType<typeof createSqldStream>>>();
  /** Copies that are being made, by the content that they are made of. Its programs wait, so that they change no copy. */
  const copies = new Map<string, Promise<unknown>>();
  let isUsed = false;
  let ended: Promise<void> | undefined;

  const namespaces = createNamespaces({
    admin,
    registry,
    keys,
    isKept: directory !== undefined,
    openKnown() {
      isUsed = true;
      return directory === undefined ? temporaryContents() : keptContents(directory);
    },
    fill: ({ id, initialSql }) =>
      initialSql ? onNamespace(id, (stream) => runInitialSql(stream, initialSql)) : Promise.resolve(undefined),
  });
  const isEmpty = ({ id, initialSql }: Content): boolean => !initialSql && !namespaces.has(id);
  const endStreams = (id: string): void => {
    for (const stream of streams.get(id) ?? []) stream.expire();
  };
  const openStream = (content: Content, access: SqlStream['access'], prepare: () => Promise<SqlError | undefined>) =>
    createSqldStream(content, access, {
      namespace: namespaces.nameOf(content.id),
      calls,
      parse,
      prepare,
      hasOtherTime() {
        const { offset, stoppedAt } = clock.state();
        return stoppedAt !== undefined || Math.abs(offset) > sameTime;
      },
      onClose() {},
    });
  /** Uses a stream of a namespace that exists. */
  async function onNamespace<T>(id: string, use: (stream: SqlStream) => Promise<T>): Promise<T> {
    const stream = openStream({ id }, 'full', () => Promise.resolve(undefined));
    try {
      return await use(stream);
    } finally {
      stream.close();
    }
  }
  const onContent = <T>(id: string, use: (connection: Connection) => Promise<T>): Promise<T> =>
    onNamespace(id, (stream) => use(onStream(stream)));
  const ensure = async (content: Content): Promise<void> => {
    const error = await namespaces.ensure(content);
    if (error) throw new Error(`the content's initial SQL fails: ${error.message}`);
  };
  const forkContent = async (from: Content, to: Content): Promise<void> => {
    await copies.get(from.id);
    await ensure(from);
    endStreams(to.id);
    await namespaces.remove(to.id);
    await namespaces.fork(from.id, to.id);
  };
  /** Gives the rows of a file of this machine to a content. */
  const upload = async (id: string, from: Content): Promise<LoadResult> => {
    const local = parts.converter();
    const source = local.open(from, 'full');
    try {
      const temporary = `${id}-new`;
      let refused: LoadResult | undefined;
      await namespaces.make(temporary, async () => {
        try {
          await onContent(temporary, (target) => transfer(onStream(source), target));
          return undefined;
        } catch (error) {
          if (!(error instanceof TransferError)) throw error;
          refused = { type: 'refused', reason: error.message };
          return { code: 'SQLITE_UNKNOWN', message: error.message };
        }
      });
      if (refused) return refused;
      endStreams(id);
      await namespaces.remove(id);
      await namespaces.fork(temporary, id);
      await namespaces.remove(temporary);
      return { type: 'loaded' };
    } finally {
      source.close();
      await local.remove(from.id);
    }
  };
  const fetchFile = async (content: Content): Promise<Uint8Array> => {
    await ensure(content);
    const local = parts.converter();
    const copy: Content = { id: randomUUID() };
    const target = local.open(copy, 'full');
    try {
      await onContent(content.id, (source) => transfer(source, onStream(target)));
      return (await local.bytes(copy)) ?? new Uint8Array();
    } finally {
      target.close();
      await local.remove(copy.id);
    }
  };

  const end = async (): Promise<void> => {
    for (const id of streams.keys()) endStreams(id);
    if (!isUsed || directory !== undefined) return;
    // A server that does not answer keeps nobody here; the next Mockplane there deletes the rest.
    const removal = eachOf(namespaces.all(), (id) => namespaces.remove(id)).catch(() => undefined);
    const limit = new Promise<void>((resolve) => void setTimeout(resolve, farewellLimit).unref());
    await Promise.race([removal, limit]);
  };

  return {
    counts: 'exact',
    server: { check: () => calls.check() },
    open(content, access) {
      const others = streams.get(content.id) ?? new Set();
      streams.set(content.id, others);
      const stream = openStream(content, access, () => {
        if (ended) throw new Error('the SQL engine was ended');
        const copying = copies.get(content.id);
        return copying ? copying.then(() => namespaces.ensure(content)) : namespaces.ensure(content);
      });
      const forget = (): void => {
        others.delete(stream);
        if (others.size === 0 && streams.get(content.id) === others) streams.delete(content.id);
      };
      others.add(stream);
      return {
        ...stream,
        close() {
          stream.close();
          forget();
        },
      };
    },
    endStreams,
    async remove(id) {
      endStreams(id);
      if (namespaces.has(id)) await namespaces.remove(id);
    },
    async removeOrphans(ids) {
      if (!isUsed && directory === undefined) return;
      const orphans = namespaces.all().filter((id) => !ids.has(id));
      await eachOf(orphans, async (id) => {
        endStreams(id);
        await namespaces.remove(id);
      });
    },
    async copy(from, to) {
      if (isEmpty(from)) return;
      const copying = forkContent(from, to);
      const settled = copying.catch(() => undefined);
      copies.set(from.id, settled);
      await copying.finally(() => copies.get(from.id) === settled && copies.delete(from.id));
    },
    bytes: (content) => (isEmpty(content) ? Promise.resolve(undefined) : fetchFile(content)),
    async load(id, bytes) {
      const local = parts.converter();
      const file: Content = { id: randomUUID() };
      const result = await local.load(file.id, bytes);
      return result.type === 'loaded' ? upload(id, file) : result;
    },
    async fill(id, sql, from) {
      const local = parts.converter();
      const file: Content = { id: randomUUID() };
      const start: Content | undefined = from && !isEmpty(from) ? { id: randomUUID() } : undefined;
      if (start) await local.load(start.id, await fetchFile(from!));
      const result = await local.fill(file.id, sql, start);
      if (start) await local.remove(start.id);
      return result.type === 'loaded' ? upload(id, file) : result;
    },
    async size(content) {
      if (isEmpty(content)) return 0;
      await ensure(content);
      return onContent(content.id, async (connection) => {
        const sql = 'SELECT page_count * page_size FROM pragma_page_count, pragma_page_size';
        return Number((await connection.query(sql))[0]![0]);
      });
    },
    async tables(content) {
      if (isEmpty(content)) return [];
      await ensure(content);
      return onContent(content.id, summariseTables);
    },
    end: () => (ended ??= end()),
  };
}

async function runInitialSql(stream: SqlStream, sql: string): Promise<SqlError | undefined> {
  const result = await stream.run({ type: 'script', sql: `BEGIN;\n${sql}\n;COMMIT` });
  if (result.type === 'failed') return result.error;
  if (result.type !== 'done') return { code: 'SQLITE_UNKNOWN', message: `the connection is ${result.type}` };
  const last = result.outcomes.at(-1);
  return last?.type === 'error' ? last.error : undefined;
}

/** Runs a job for each item, a few at a time. */
async function eachOf<T>(items: readonly T[], job: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const next = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await job(item);
  };
  await Promise.all(Array.from({ length: mostAtOnce }, next));
}
