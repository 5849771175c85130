import { randomBytes } from 'node:crypto';
import type { Contents, MadeContent } from '../../sandbox/contents.ts';
import type { Context } from '../../sandbox/handler.ts';
import type { Content, Engine, LoadResult } from '../../sql/engine.ts';
import type { KeptDatabase, KeptStates } from './kept-states.ts';

export interface ContentsOptions {
  readonly engine: Engine;
  readonly store: Context['store'];
  readonly states: KeptStates;
  /** Settles when a content can be used; undefined where it can be at once. */
  readonly ready: (contentId: string) => Promise<void> | undefined;
  /** Takes up the ids of contents that are made here. */
  readonly made: Set<string>;
}

/** Makes rows for control-plane operations with the engine of a sandbox. */
export function createContents({ engine, store, states, ready, made }: ContentsOptions): Contents {
  const make = async (fill: (content: Content) => Promise<LoadResult>): Promise<MadeContent> => {
    const content = { id: randomBytes(16).toString('hex') };
    made.add(content.id);
    const discard = (): void => {
      made.delete(content.id);
      engine.remove(content.id).catch(() => undefined);
    };
    try {
      const result = await fill(content);
      if (result.type === 'refused') {
        discard();
        return result;
      }
      return { type: 'made', id: content.id, bytes: await engine.size(content), discard };
    } catch (error) {
      discard();
      throw error;
    }
  };

  return {
    fromDump: (sql, databaseId) =>
      make(async ({ id }) => {
        if (databaseId === undefined) return engine.fill(id, sql);
        const { content } = keptDatabase(store, databaseId);
        await ready(content.id);
        return engine.fill(id, sql, content);
      }),
    fromFile: (bytes) => make(({ id }) => engine.load(id, bytes)),
    copyOf: (databaseId, moment) =>
      make(async (to) => {
        const database = keptDatabase(store, databaseId);
        const from = moment === undefined ? database.content : await states.find(database, moment);
        if (typeof from === 'string') return { type: 'refused', reason: from };
        await ready(from.id);
        await engine.copy(from, to);
        return { type: 'loaded' };
      }),
  };
}

/** A database that there is, as far as its rows are concerned. */
export function keptDatabase({ databases }: Context['store'], id: string): KeptDatabase {
  return { id, createdAt: () => databases.byId(id)!.createdAt, content: databases.content(id) };
}
