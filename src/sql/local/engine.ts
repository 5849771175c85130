import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Access, Content, Engine, EngineOptions, LoadResult, SqlStream, TableSummary } from '../engine.ts';
import { contentPath, deleteContent, deleteFiles, findOrphans, replaceContent } from './files.ts';
import { maxTemporaryBytes } from './limits.ts';
import { createLocalStream } from './local-stream.ts';
import type { ReplyValue } from './messages.ts';
import type { Call, Runner } from './runner.ts';
import { makeTemporaryDirectory, sweepTemporaryDirectories } from './temporary-directory.ts';

/** Numbers for the engines, streams and calls of a host. */
export type NextNumber = () => number;

type WithoutNumbers<T> = T extends unknown ? Omit<T, 'id' | 'engine'> : never;

/** A request about a content as a whole. */
type ContentRequest = WithoutNumbers<
  Extract<Call, { type: 'closeContent' | 'size' | 'tables' | 'vacuum' | 'fill' | 'load' }>
>;

/** An engine whose SQL runs with `node:sqlite`, wherever the runner runs it. */
export function createLocalEngine(runner: Runner, next: NextNumber, options: EngineOptions): Engine {
  const { clock } = options;
  const engine = next();
  const isDurable = options.directory !== undefined;
  let directory: string | undefined;
  let isEnded = false;
  /** Settles when all orphans so far are deleted. */
  let sweeping: Promise<unknown> = Promise.resolve();
  const streams = new Map<string, Set<ReturnType<typeof createLocalStream>>>();
  const sizes = new Map<string, number>();
  let totalSize = 0;

  const prepare = (): string => {
    if (isEnded) throw new Error('the SQL engine was ended');
    if (directory !== undefined) return directory;
    if (options.directory === undefined) {
      directory = makeTemporaryDirectory();
      sweepTemporaryDirectories();
    } else {
      directory = options.directory;
      mkdirSync(directory, { recursive: true, mode: 0o700 });
    }
    const known = directory;
    runner.addEngine(() => ({ type: 'engine', engine, directory: known, isDurable, clock: clock.state() }));
    return directory;
  };
  clock.onChange(() => {
    if (directory !== undefined && !isEnded) runner.changeClock({ type: 'clock', engine, clock: clock.state() });
  });

  const call = (request: ContentRequest): Promise<ReplyValue> =>
    new Promise((resolve, reject) => {
      const fail = (message: string): void => reject(new Error(message));
      runner.call(
        { ...request, id: next(), engine },
        {
          settle: resolve,
          fail,
          lose: () => fail('the process that worked on the file ended'),
        },
      );
    });
  /** The file of a content that was used before. */
  const existing = (id: string): string | undefined => {
    const home = directory ?? options.directory;
    if (home === undefined) return undefined;
    const path = contentPath(home, id);
    return existsSync(path) ? path : undefined;
  };
  const isEmpty = ({ id, initialSql }: Content): boolean => !initialSql && existing(id) === undefined;
  const close = async (id: string): Promise<void> => {
    if (directory !== undefined && runner.place(engine, id)) await call({ type: 'closeContent', content: id });
  };
  const setSize = (id: string, bytes: number): void => {
    totalSize += bytes - (sizes.get(id) ?? 0);
    if (bytes === 0) sizes.delete(id);
    else sizes.set(id, bytes);
  };
  const endStreams = (id: string): void => {
    for (const stream of streams.get(id) ?? []) stream.expire();
  };
  /** Writes the rows of a content into a file of its own, and hands it over. */
  const vacuum = async ({ id, initialSql }: Content, path: string): Promise<void> => {
    rmSync(path, { force: true });
    await call({ type: 'vacuum', content: id, initialSql, path });
  };

  return {
    counts: 'estimated',
    open(content: Content, access: Access): SqlStream {
      const stream = createLocalStream(content, access, {
        runner,
        address: { engine, content: content.id, stream: next() },
        nextId: next,
        now: clock.now,
        prepare,
        isFull: () => !isDurable && totalSize >= maxTemporaryBytes,
        isStopped: () => clock.state().stoppedAt !== undefined,
        at: (moment, callback) => clock.at(moment, callback),
        onSize: (bytes) => setSize(content.id, bytes),
        onClose() {
          const others = streams.get(content.id);
          others?.delete(stream);
          if (others?.size === 0) streams.delete(content.id);
        },
      });
      let others = streams.get(content.id);
      if (!others) streams.set(content.id, (others = new Set()));
      others.add(stream);
      return stream;
    },
    endStreams,
    async remove(id) {
      endStreams(id);
      const path = existing(id);
      if (path === undefined) return;
      await close(id);
      runner.forget(engine, id);
      deleteContent(path);
      setSize(id, 0);
    },
    removeOrphans(ids) {
      const home = directory ?? options.directory;
      if (home === undefined) return Promise.resolve();
      const swept = deleteFiles(findOrphans(home, ids));
      sweeping = Promise.all([sweeping, swept]);
      return swept;
    },
    async copy(from, to) {
      if (isEmpty(from)) return;
      const target = contentPath(prepare(), to.id);
      const copied = `${target}.new-${next()}`;
      await vacuum(from, copied);
      endStreams(to.id);
      await close(to.id);
      replaceContent(copied, target, isDurable);
    },
    async bytes(content) {
      if (isEmpty(content)) return undefined;
      const path = `${contentPath(prepare(), content.id)}.new-${next()}`;
      try {
        await vacuum(content, path);
        return readFileSync(path);
      } finally {
        rmSync(path, { force: true });
      }
    },
    async load(id, bytes): Promise<LoadResult> {
      const path = `${contentPath(prepare(), id)}.new-${next()}`;
      try {
        writeFileSync(path, bytes, { mode: 0o600 });
        const result = (await call({ type: 'load', content: id, path })) as LoadResult;
        if (result.type === 'loaded') endStreams(id);
        return result;
      } finally {
        deleteContent(path);
      }
    },
    async fill(id, bytes, from): Promise<LoadResult> {
      const path = `${contentPath(prepare(), id)}.new-${next()}`;
      const sql = `${path}.sql`;
      try {
        writeFileSync(sql, bytes, { mode: 0o600 });
        if (from && !isEmpty(from)) await vacuum(from, path);
        const result = (await call({ type: 'fill', content: id, sql, path })) as LoadResult;
        if (result.type === 'loaded') endStreams(id);
        return result;
      } finally {
        deleteContent(path);
        rmSync(sql, { force: true });
      }
    },
    async size(content) {
      if (isEmpty(content)) return 0;
      prepare();
      return (await call({ type: 'size', content: content.id, initialSql: content.initialSql })) as number;
    },
    async tables(content) {
      if (isEmpty(content)) return [];
      prepare();
      const reply = await call({ type: 'tables', content: content.id, initialSql: content.initialSql });
      return reply as readonly TableSummary[];
    },
    async end() {
      if (isEnded) return;
      isEnded = true;
      for (const id of streams.keys()) endStreams(id);
      await sweeping;
      if (directory === undefined) return;
      await runner.removeEngine(engine);
      if (!isDurable) rmSync(directory, { recursive: true, force: true });
    },
  };
}
