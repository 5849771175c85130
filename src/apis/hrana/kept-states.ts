import { randomBytes } from 'node:crypto';
import type { Clock } from '../../sandbox/clock/clock.ts';
import { formatTime, type Moment } from '../../sandbox/clock/time.ts';
import type { Content, Engine } from '../../sql/engine.ts';

/** A database whose rows may be kept. */
export interface KeptDatabase {
  readonly id: string;
  /** Looked up where it is needed: few writes are the first. */
  readonly createdAt: () => Moment;
  readonly content: Content;
}

/**
 * Keeps rows of the past, so that a branch can be made of them.
 *
 * The rows of a database are kept when the clock is moved after they were written, since that is when a test can tell two
 * moments apart. A clock that only runs keeps nothing of what is overwritten.
 */
export interface KeptStates {
  /** A program has written to a database, or given it other rows. */
  noteWrite(database: KeptDatabase): void;
  /** The rows that a database had at a moment, or why they are not known. */
  find(database: KeptDatabase, moment: Moment): Promise<Content | string>;
  /** Forgets the states of databases that are gone. */
  retain(isThere: (databaseId: string) => boolean): void;
}

export interface KeptStatesOptions {
  readonly engine: Engine;
  readonly clock: Clock;
  /** Nothing is known of what was written before; undefined where all rows are those that the state began with. */
  readonly since: Moment | undefined;
  /** Whether a content was made of rows, rather than empty or of its initial SQL. */
  readonly isFilled: (contentId: string) => boolean;
  /** Keeps a content that its database has given up. */
  readonly reserve: (contentId: string) => void;
}

interface State {
  readonly content: Content;
  readonly from: Moment;
  /** When the database was written next; undefined as long as it was not. */
  until: Moment | undefined;
  /** Settles when the rows are kept; false where they could not be. */
  readonly isKept: Promise<boolean>;
}

interface Written {
  readonly content: Content;
  readonly at: Moment;
}

/** So many states of one database are kept; the oldest goes first. */
const mostStates = 20;

/** A clock that moves by less was not moved to tell two moments apart. In milliseconds. */
const grain = 1_000;

export function createKeptStates({ engine, clock, since, isFilled, reserve }: KeptStatesOptions): KeptStates {
  const states = new Map<string, State[]>();
  /** Databases whose present rows are in no kept state, and when they were written last. */
  const written = new Map<string, Written>();

  const add = (databaseId: string, state: State): void => {
    const all = states.get(databaseId) ?? [];
    states.set(databaseId, all);
    all.push(state);
    if (all.length > mostStates) drop(all.shift()!);
  };
  const drop = ({ content }: State): void => void engine.remove(content.id).catch(() => undefined);
  const keep = (databaseId: string, { content, at }: Written): void => {
    const copy: Content = { id: randomBytes(16).toString('hex') };
    const isKept = engine.copy(content, copy).then(
      () => true,
      () => false,
    );
    add(databaseId, { content: copy, from: at, until: undefined, isKept });
    written.delete(databaseId);
  };
  const startOf = ({ createdAt }: KeptDatabase): Moment => Math.max(createdAt(), since ?? -Infinity);
  const lastWrite = (database: KeptDatabase): Moment =>
    written.get(database.id)?.at ?? states.get(database.id)?.at(-1)?.from ?? startOf(database);

  clock.onChange(() => {
    const until = clock.now() - grain;
    for (const [databaseId, write] of written) if (write.at <= until) keep(databaseId, write);
  });

  return {
    noteWrite(database) {
      const { id, content } = database;
      const now = clock.now();
      const before = written.get(id);
      const last = states.get(id)?.at(-1);
      if (before && before.content.id !== content.id) {
        // The rows were replaced as a whole; the ones before stay where they are.
        reserve(before.content.id);
        add(id, { content: before.content, from: before.at, until: now, isKept: Promise.resolve(true) });
      } else if (last?.until === undefined && !before) {
        if (last) last.until = now;
        else if (since === undefined && !isFilled(content.id)) {
          const first = { id: randomBytes(16).toString('hex'), initialSql: content.initialSql };
          add(id, { content: first, from: startOf(database), until: now, isKept: Promise.resolve(true) });
        }
      }
      written.set(id, { content, at: now });
    },
    async find(database, moment) {
      if (moment >= lastWrite(database)) return database.content;
      const all = states.get(database.id) ?? [];
      const state = all.find(({ from, until }) => from <= moment && (until === undefined || moment < until));
      if (state && (await state.isKept)) return state.content;
      const spans = all.map(
        ({ from, until }) => `${formatTime(from)} to ${until === undefined ? 'now' : formatTime(until)}`,
      );
      const known = [...spans, `${formatTime(lastWrite(database))} to now`].slice(-3).join(', ');
      return `the rows of ${formatTime(moment)} were not kept; rows are kept when the clock is moved, here those of ${known}; move the clock before you change rows, for example with POST /_mockplane/clock/advance`;
    },
    retain(isThere) {
      for (const [id, all] of states) {
        if (isThere(id)) continue;
        // A reset may end a thousand at once, and its reply need not wait for their files.
        setImmediate(() => all.forEach(drop));
        states.delete(id);
      }
      for (const id of written.keys()) if (!isThere(id)) written.delete(id);
    },
  };
}
