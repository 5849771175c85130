import { Problem } from '../contract/problem.ts';
import { type CombinedJournal, createCombinedJournal } from './journal/combined-journal.ts';
import type { Exchange } from './journal/exchange.ts';
import type { Journal } from './journal/journal.ts';
import type { Sandbox } from './sandbox.ts';
import type { SandboxOrigin, SandboxSettings } from './sandbox-settings.ts';
import { createSandboxFiles, type SavedSandbox } from './sandbox-files.ts';
import { StorageError, writeFailure } from './store/errors.ts';
import { DataDirectoryError } from './store/open.ts';
import { defaultSandbox, isSandboxName } from './tokens.ts';

/** A sandbox of the server, and how it is used. */
export interface SandboxEntry {
  readonly name: string;
  readonly origin: SandboxOrigin;
  readonly settings: SandboxSettings;
  /** Milliseconds since the epoch, in real time. */
  readonly createdAt: number;
  /** When a request last reached it, likewise. */
  readonly lastUsedAt: number;
}

/** All sandboxes of a server. They share nothing. */
export interface Sandboxes {
  readonly default: Sandbox;
  /** How many there may be, `default` included. */
  readonly limit: number;
  /** The exchanges of all of them, in the order in which they ended. */
  readonly journal: CombinedJournal;
  /**
   * The sandbox of a name, made on first use.
   *
   * @throws Problem 429 when there is room for no more, StorageError when its directory cannot be used
   */
  open(name: string): Sandbox;
  /** The sandbox of a name, if there is one. A use of it counts. @throws StorageError when its directory cannot be used */
  find(name: string): Sandbox | undefined;
  /**
   * Makes a sandbox that stays until it is deleted.
   *
   * @throws Problem 409 when the name is taken, 429 when there is room for no more; StorageError when it cannot be kept
   */
  create(name: string, settings: SandboxSettings): Sandbox;
  /** Removes a sandbox and all it holds. @returns whether there was one; `default` stays */
  remove(name: string): boolean;
  /** Keeps a sandbox while a request waits in it. @returns a function to call when it waits no longer */
  hold(name: string): () => void;
  /** `default` first, the others by name. */
  list(): SandboxEntry[];
  /** The entry of a name, if there is one. To look is no use. */
  entry(name: string): SandboxEntry | undefined;
  /** Drops those that are idle. It happens by itself now and then; a test need not wait for that. */
  dropIdle(): void;
  /** Calls back for each exchange of every sandbox. @returns a function that ends the subscription */
  subscribe(listener: (exchange: Exchange) => void): () => void;
  /** Runs a function on each sandbox that is open. */
  forEach(visit: (sandbox: Sandbox) => void): void;
  close(): void;
}

/** How a sandbox is made. */
export interface SandboxPlan {
  readonly name: string;
  readonly settings: SandboxSettings;
  /** Where it keeps its state; undefined for in memory. */
  readonly directory: string | undefined;
  /** Whether it begins now, so that its settings say where its clock starts. One that goes on has a time of its own. */
  readonly isNew: boolean;
  /** To be called with each exchange. */
  readonly onExchange: (exchange: Exchange) => void;
}

/** @throws DataDirectoryError when the directory cannot be used */
export type MakeSandbox = (plan: SandboxPlan) => Sandbox;

export interface SandboxesOptions {
  readonly make: MakeSandbox;
  /** The settings of `default`, and of sandboxes that are made on first use. */
  readonly settings: SandboxSettings;
  /** The data directory of `default`; the others keep theirs below it. Everything is in memory without. */
  readonly directory?: string | undefined;
  /** How many there may be, `default` included. */
  readonly limit: number;
  /** After how many milliseconds without a request a sandbox that was made on first use is dropped. */
  readonly idleMilliseconds: number;
  /** Real time; tests move it. */
  readonly now?: (() => number) | undefined;
}

interface Held {
  readonly name: string;
  readonly origin: SandboxOrigin;
  readonly settings: SandboxSettings;
  readonly createdAt: number;
  lastUsedAt: number;
  /** How many requests wait in it. */
  waiting: number;
  /** Undefined while its state rests in its directory. */
  sandbox: Sandbox | undefined;
}

/** @throws DataDirectoryError when the directory of `default` cannot be used, or a file that says how another was made */
export function createSandboxes(options: SandboxesOptions): Sandboxes {
  const { make, settings, directory, limit, idleMilliseconds, now = Date.now } = options;
  const files = directory === undefined ? undefined : createSandboxFiles(directory);
  const held = new Map<string, Held>();
  const listeners = new Set<(exchange: Exchange) => void>();
  let sweepTimer: NodeJS.Timeout | undefined;

  const emit = (exchange: Exchange): void => {
    for (const listener of listeners) listener(exchange);
  };
  const subscribe = (listener: (exchange: Exchange) => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  function* journals(): Generator<Journal> {
    for (const { sandbox } of held.values()) if (sandbox) yield sandbox.journal;
  }
  const journal = createCombinedJournal({ journals, subscribe });

  const toHeld = (name: string, saved: SavedSandbox): Held => ({
    name,
    origin: saved.origin,
    settings: saved.settings ?? settings,
    createdAt: saved.createdAt,
    lastUsedAt: now(),
    waiting: 0,
    sandbox: undefined,
  });

  const wake = (entry: Held, isNew: boolean): Sandbox => {
    entry.lastUsedAt = now();
    const folder = entry.name === defaultSandbox ? directory : files?.folder(entry.name);
    entry.sandbox ??= make({ name: entry.name, settings: entry.settings, directory: folder, isNew, onExchange: emit });
    return entry.sandbox;
  };

  const dropIdle = (): void => {
    const before = now() - idleMilliseconds;
    for (const entry of held.values()) {
      const isIdle = entry.origin === 'first-use' && entry.waiting === 0 && entry.lastUsedAt <= before;
      if (!isIdle || entry.sandbox?.journal.isWatched()) continue;
      entry.sandbox?.close();
      entry.sandbox = undefined;
      if (!files) held.delete(entry.name);
    }
  };

  /** Looks for idle ones now and then, as long as there are any that may become so. */
  const scheduleSweep = (): void => {
    if (sweepTimer || ![...held.values()].some(({ origin, sandbox }) => origin === 'first-use' && sandbox)) return;
    sweepTimer = setTimeout(
      () => {
        sweepTimer = undefined;
        dropIdle();
        scheduleSweep();
      },
      Math.min(Math.max(idleMilliseconds / 4, shortestSweep), longestTimeout),
    );
    // A process that has nothing else to do may end.
    sweepTimer.unref();
  };

  const add = (name: string, origin: SandboxOrigin, own?: SandboxSettings): Sandbox => {
    if (held.size >= limit) dropIdle();
    if (held.size >= limit) throw noRoom(limit, files !== undefined);
    const saved = { origin, createdAt: now(), ...(own && { settings: own }) };
    const entry = toHeld(name, saved);
    const sandbox = stored(() => {
      try {
        files?.save(name, saved);
        return wake(entry, true);
      } catch (error) {
        files?.remove(name);
        throw error;
      }
    }, directory);
    held.set(name, entry);
    scheduleSweep();
    return sandbox;
  };

  const first = toHeld(defaultSandbox, { origin: 'created', createdAt: now() });
  const defaultOne = wake(first, true);
  held.set(defaultSandbox, first);
  try {
    for (const { name, ...saved } of files?.list() ?? []) {
      if (name !== defaultSandbox) held.set(name, toHeld(name, saved));
    }
  } catch (error) {
    defaultOne.close();
    throw error;
  }

  const find = (name: string): Sandbox | undefined => {
    if (name === defaultSandbox) return defaultOne;
    const entry = held.get(name);
    if (!entry) return undefined;
    const isResting = entry.sandbox === undefined;
    const sandbox = stored(() => wake(entry, false), directory);
    if (isResting) scheduleSweep();
    return sandbox;
  };

  return {
    default: defaultOne,
    limit,
    journal,
    open: (name) => find(name) ?? add(name, 'first-use'),
    find,
    create(name, own) {
      if (!isSandboxName(name)) throw new Error(`A sandbox cannot be named ${name}.`);
      if (held.has(name)) throw new Problem(409, `there is a sandbox ${name} already`);
      return add(name, 'created', own);
    },
    remove(name) {
      const entry = held.get(name);
      if (!entry || name === defaultSandbox) return false;
      entry.sandbox?.close();
      held.delete(name);
      files?.remove(name);
      return true;
    },
    hold(name) {
      const entry = held.get(name);
      if (!entry) return () => {};
      entry.waiting += 1;
      return () => {
        entry.waiting -= 1;
        entry.lastUsedAt = now();
      };
    },
    list() {
      dropIdle();
      const [own, ...others] = [...held.values()].map(toEntry);
      return [own!, ...others.toSorted((one, other) => (one.name < other.name ? -1 : 1))];
    },
    entry(name) {
      const entry = held.get(name);
      return entry && toEntry(entry);
    },
    dropIdle,
    subscribe,
    forEach(visit) {
      for (const { sandbox } of held.values()) if (sandbox) visit(sandbox);
    },
    close() {
      clearTimeout(sweepTimer);
      journal.close();
      for (const { sandbox } of held.values()) sandbox?.close();
      held.clear();
    },
  };
}

/** In milliseconds, however short the idle time. */
const shortestSweep = 10;

/** Node's timers take no longer delays. */
const longestTimeout = 2_147_483_647;

/** How a server says that it has as many sandboxes as it may. One that rests in a data directory counts. */
function noRoom(limit: number, isKept: boolean): Problem {
  const ways = isKept ? ['delete one'] : ['delete one', 'wait until an idle one is dropped'];
  const advice = `${ways.join(', ')}${isKept ? '' : ','} or start the server with a higher --max-sandboxes`;
  const held = limit === 1 ? '1 sandbox' : `${limit} sandboxes`;
  return new Problem(429, `the server holds ${held}, and no more; ${advice}`);
}

/** Runs what writes to a data directory. @throws StorageError when that cannot be used */
function stored<T>(run: () => T, directory: string | undefined): T {
  try {
    return run();
  } catch (error) {
    if (directory === undefined || error instanceof StorageError) throw error;
    const { message, code } = error as NodeJS.ErrnoException;
    const isOurs = error instanceof DataDirectoryError || code !== undefined || writeFailure(error) !== undefined;
    throw isOurs ? new StorageError(`nothing was stored: ${message}`, { cause: error }) : error;
  }
}

function toEntry({ name, origin, settings, createdAt, lastUsedAt, sandbox }: Held): SandboxEntry {
  // The journal knows of requests that are not looked up here: those to `default`.
  const journal = sandbox?.journal;
  const lastAt = journal?.get(journal.last())?.at ?? 0;
  return { name, origin, settings, createdAt, lastUsedAt: Math.max(lastUsedAt, lastAt) };
}
