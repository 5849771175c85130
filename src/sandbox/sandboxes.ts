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

/** A sandbox of the server, with its use. */
export interface SandboxEntry {
  readonly name: string;
  readonly origin: SandboxOrigin;
  readonly settings: SandboxSettings;
  /** Milliseconds since the epoch, in real time. */
  readonly createdAt: number;
  /** Time of the last request, in the same unit. */
  readonly lastUsedAt: number;
}

/** The registry of a server's sandboxes. They share nothing. */
export interface Sandboxes {
  readonly default: Sandbox;
  /** The maximum number of sandboxes, `default` included. */
  readonly limit: number;
  /** The exchanges of all sandboxes, in the order in which they ended. */
  readonly journal: CombinedJournal;
  /**
   * Opens the sandbox with a name, and creates it on first use.
   *
   * @throws Problem 429 when the limit is reached, StorageError when its directory cannot be used
   */
  open(name: string): Sandbox;
  /**
   * Finds the sandbox with a name; undefined if there is none. Counts as a use.
   *
   * @throws StorageError when its directory cannot be used
   */
  find(name: string): Sandbox | undefined;
  /**
   * Creates a sandbox that stays until it is deleted.
   *
   * @throws Problem 409 when the name is taken, 429 when the limit is reached; StorageError when it cannot be stored
   */
  create(name: string, settings: SandboxSettings): Sandbox;
  /**
   * Removes a sandbox with its state. `default` stays.
   *
   * @returns whether one was removed
   * @throws StorageError when its directory cannot be removed; the sandbox then stays
   */
  remove(name: string): boolean;
  /** Keeps a sandbox from being dropped while a request waits. @returns a function that ends the wait */
  hold(name: string): () => void;
  /** All sandboxes, `default` first, the others by name. */
  list(): SandboxEntry[];
  /** The entry with a name; undefined if there is none. Does not count as a use. */
  entry(name: string): SandboxEntry | undefined;
  /** Drops idle sandboxes now. A timer does so, too. */
  dropIdle(): void;
  /** Calls the listener with each exchange of every sandbox. @returns a function that ends the subscription */
  subscribe(listener: (exchange: Exchange) => void): () => void;
  /** Calls a function with each open sandbox. */
  forEach(visit: (sandbox: Sandbox) => void): void;
  close(): void;
}

/** The description of a sandbox to create or to open again. */
export interface SandboxPlan {
  readonly name: string;
  readonly settings: SandboxSettings;
  /** The directory for its state; undefined for memory. */
  readonly directory: string | undefined;
  /** Whether the settings decide the time. A sandbox that is opened again keeps its own. */
  readonly isNew: boolean;
  /** Called with each exchange. */
  readonly onExchange: (exchange: Exchange) => void;
}

/** Creates a sandbox, or opens it again. @throws DataDirectoryError when the directory cannot be used */
export type MakeSandbox = (plan: SandboxPlan) => Sandbox;

export interface SandboxesOptions {
  readonly make: MakeSandbox;
  /** The settings of `default` and of sandboxes created on first use. */
  readonly settings: SandboxSettings;
  /** The data directory of `default`, which also holds those of the others; undefined for memory. */
  readonly directory?: string | undefined;
  /** The maximum number of sandboxes, including `default`. */
  readonly limit: number;
  /** How long to keep an idle sandbox that was created on first use, in milliseconds. */
  readonly idleMilliseconds: number;
  /** The source of real time. Tests replace it. */
  readonly now?: (() => number) | undefined;
}

interface Held {
  readonly name: string;
  readonly origin: SandboxOrigin;
  readonly settings: SandboxSettings;
  readonly createdAt: number;
  lastUsedAt: number;
  /** The number of waiting requests. */
  waiting: number;
  /** Undefined while only its directory holds the state. */
  sandbox: Sandbox | undefined;
}

/**
 * Creates the registry and opens `default`.
 *
 * @throws DataDirectoryError when the directory of `default` cannot be used, or another sandbox's description is damaged
 */
export function createSandboxes(options: SandboxesOptions): Sandboxes {
  const { make, settings, directory, limit, idleMilliseconds, now = Date.now } = options;
  const files = directory === undefined ? undefined : createSandboxFiles(directory);
  const held = new Map<string, Held>();
  const listeners = new Set<(exchange: Exchange) => void>();
  let sweepTimer: NodeJS.Timeout | undefined;
  let isClosed = false;

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

  /** Schedules the next drop of idle sandboxes while there are any that can become idle. */
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
    // The timer does not keep the process alive.
    sweepTimer.unref();
  };

  const add = (name: string, origin: SandboxOrigin, own?: SandboxSettings): Sandbox => {
    // Nothing would close it again.
    if (isClosed) throw new Error(`The Mockplane is closed, so it opens no sandbox ${name}.`);
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
      if (held.has(name)) throw new Problem(409, `the sandbox ${name} already exists`);
      return add(name, 'created', own);
    },
    remove(name) {
      const entry = held.get(name);
      if (!entry || name === defaultSandbox) return false;
      entry.sandbox?.close();
      entry.sandbox = undefined;
      stored(() => files?.remove(name), directory);
      held.delete(name);
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
      isClosed = true;
      clearTimeout(sweepTimer);
      journal.close();
      for (const { sandbox } of held.values()) sandbox?.close();
      held.clear();
    },
  };
}

/** The minimum delay between two drops of idle sandboxes, in milliseconds. */
const shortestSweep = 10;

/** The maximum delay of a Node timer, in milliseconds. */
const longestTimeout = 2_147_483_647;

/** The refusal at the limit. A sandbox that only its directory holds counts, too. */
function noRoom(limit: number, isKept: boolean): Problem {
  const ways = isKept ? ['delete one'] : ['delete one', 'wait until an idle one is dropped'];
  const advice = `${ways.join(', ')}${isKept ? '' : ','} or start the server with a higher --max-sandboxes`;
  const held = limit === 1 ? '1 sandbox' : `${limit} sandboxes`;
  return new Problem(429, `the server is at its limit of ${held}; ${advice}`);
}

/** Runs a function that writes to a data directory. @throws StorageError when the directory cannot be used */
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
  // Requests to `default` are not looked up here; its journal has the last one.
  const journal = sandbox?.journal;
  const lastAt = journal?.get(journal.last())?.at ?? 0;
  return { name, origin, settings, createdAt, lastUsedAt: Math.max(lastUsedAt, lastAt) };
}
