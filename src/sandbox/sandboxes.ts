import { Problem } from '../contract/problem.ts';
import { createCombinedJournal } from './journal/combined-journal.ts';
import type { Exchange } from './journal/exchange.ts';
import type { Journal } from './journal/journal.ts';
import type { SandboxEntry, Sandboxes } from './registry.ts';
import type { Sandbox } from './sandbox.ts';
import type { SandboxOrigin, SandboxSettings } from './sandbox-settings.ts';
import { createSandboxFiles, type SavedSandbox } from './sandbox-files.ts';
import { createShares } from './shares.ts';
import { StorageError, writeFailure } from './store/errors.ts';
import { DataDirectoryError } from './store/open.ts';
import { defaultSandbox, isSandboxName } from './tokens.ts';

export type { BorrowedSandbox, SandboxEntry, Sandboxes } from './registry.ts';

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
  /** The directory of all sandboxes but `default`, which several servers share; that of `default` unless given. */
  readonly sharedDirectory?: string | undefined;
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
  const { make, settings, directory, sharedDirectory, limit, idleMilliseconds, now = Date.now } = options;
  const home = sharedDirectory ?? directory;
  const files = home === undefined ? undefined : createSandboxFiles(home);
  const shares = files && sharedDirectory !== undefined ? createShares(files) : undefined;
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

  const closeOne = (entry: Held): void => {
    const { name, sandbox } = entry;
    entry.sandbox = undefined;
    if (sandbox) sandbox.close(shares?.give(name));
    else shares?.give(name)();
  };
  /** Another server can take up any sandbox that rests in a shared directory. */
  const canRest = ({ name, origin }: Held): boolean =>
    origin === 'first-use' || (shares !== undefined && name !== defaultSandbox);

  const dropIdle = (after = idleMilliseconds): void => {
    const before = now() - after;
    for (const entry of held.values()) {
      const isIdle = canRest(entry) && entry.waiting === 0 && entry.lastUsedAt <= before;
      if (!isIdle || entry.sandbox?.journal.isWatched()) continue;
      closeOne(entry);
      if (!files || shares) held.delete(entry.name);
    }
  };

  /** Schedules the next drop of idle sandboxes while there are any that can become idle. */
  const scheduleSweep = (): void => {
    if (sweepTimer || ![...held.values()].some((entry) => canRest(entry) && entry.sandbox)) return;
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

  const makeRoom = (): void => {
    if (held.size >= limit) dropIdle();
    if (held.size >= limit) throw noRoom(limit, files !== undefined && !shares);
  };

  /** Opens a sandbox of the shared directory, which this server has locked. */
  const adopt = (name: string, saved: SavedSandbox): Sandbox => {
    const entry = toHeld(name, saved);
    try {
      const sandbox = stored(() => wake(entry, false), home);
      held.set(name, entry);
      scheduleSweep();
      return sandbox;
    } catch (error) {
      shares?.give(name)();
      throw error;
    }
  };

  /** Takes up a sandbox that rests in the shared directory; undefined if there is none. */
  const takeUp = (name: string): Sandbox | undefined => {
    if (!shares || !files?.find(name)) return undefined;
    makeRoom();
    stored(() => shares.take(name), home);
    const saved = files.find(name);
    if (saved) return adopt(name, saved);
    shares.give(name)();
    return undefined;
  };

  const add = (name: string, origin: SandboxOrigin, own?: SandboxSettings): Sandbox => {
    // Nothing would close it again.
    if (isClosed) throw new Error(`The Mockplane is closed, so it opens no sandbox ${name}.`);
    makeRoom();
    stored(() => shares?.take(name), home);
    // Another server may have created it and let it rest meanwhile.
    const other = shares && files?.find(name);
    if (other && origin === 'created') {
      shares.give(name)();
      throw taken(name);
    }
    if (other) return adopt(name, other);
    const saved = { origin, createdAt: now(), ...(own && { settings: own }) };
    const entry = toHeld(name, saved);
    const sandbox = stored(() => {
      try {
        files?.save(name, saved);
        return wake(entry, true);
      } catch (error) {
        files?.remove(name);
        shares?.give(name)();
        throw error;
      }
    }, home);
    held.set(name, entry);
    scheduleSweep();
    return sandbox;
  };

  const first = toHeld(defaultSandbox, { origin: 'created', createdAt: now() });
  const defaultOne = wake(first, true);
  held.set(defaultSandbox, first);
  try {
    for (const { name, ...saved } of shares ? [] : (files?.list() ?? [])) {
      if (name !== defaultSandbox) held.set(name, toHeld(name, saved));
    }
  } catch (error) {
    defaultOne.close();
    throw error;
  }

  const find = (name: string): Sandbox | undefined => {
    if (name === defaultSandbox) return defaultOne;
    const entry = held.get(name);
    if (!entry) return takeUp(name);
    const isResting = entry.sandbox === undefined;
    const sandbox = stored(() => wake(entry, false), home);
    if (isResting) scheduleSweep();
    return sandbox;
  };

  const hold = (name: string): (() => void) => {
    const entry = held.get(name);
    if (!entry) return () => {};
    entry.waiting += 1;
    return () => {
      entry.waiting -= 1;
      entry.lastUsedAt = now();
    };
  };
  const takeUpUnlessHeld = (name: string): void => {
    if (!held.has(name)) takeUp(name);
  };

  return {
    default: defaultOne,
    limit,
    journal,
    open: (name) => find(name) ?? add(name, 'first-use'),
    find,
    create(name, own) {
      if (!isSandboxName(name)) throw new Error(`A sandbox cannot be named ${name}.`);
      if (held.has(name) || (shares && files?.find(name))) throw taken(name);
      return add(name, 'created', own);
    },
    remove(name) {
      takeUpUnlessHeld(name);
      const entry = held.get(name);
      if (!entry || name === defaultSandbox) return false;
      entry.sandbox?.close();
      entry.sandbox = undefined;
      stored(() => files?.remove(name), home);
      // The lock goes last: another server may create a sandbox with this name at once.
      shares?.give(name)();
      held.delete(name);
      return true;
    },
    hold,
    names: () => [...new Set([...held.keys(), ...(shares ? (files?.list() ?? []).map(({ name }) => name) : [])])],
    borrow(name) {
      const wasOpen = held.get(name)?.sandbox !== undefined;
      const sandbox = find(name);
      const entry = held.get(name);
      if (!sandbox || !entry) return undefined;
      const release = hold(name);
      return {
        sandbox,
        entry: toEntry(entry),
        giveBack() {
          release();
          if (wasOpen || entry.waiting > 0 || held.get(name) !== entry) return;
          closeOne(entry);
          if (shares) held.delete(name);
        },
      };
    },
    list() {
      dropIdle();
      const [own, ...others] = [...held.values()].map(toEntry);
      return [own!, ...others.toSorted((one, other) => (one.name < other.name ? -1 : 1))];
    },
    entry(name) {
      takeUpUnlessHeld(name);
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
      for (const entry of held.values()) closeOne(entry);
      held.clear();
    },
  };
}

/** The minimum delay between two drops of idle sandboxes, in milliseconds. */
const shortestSweep = 10;

/** The maximum delay of a Node timer, in milliseconds. */
const longestTimeout = 2_147_483_647;

function taken(name: string): Problem {
  return new Problem(409, `the sandbox ${name} already exists`);
}

/** The refusal at the limit. A sandbox that only its directory holds counts, too. */
function noRoom(limit: number, isKept: boolean): Problem {
  const ways = isKept ? ['delete one'] : ['delete one', 'wait until an idle one is dropped'];
  const raise = 'raise the limit (--max-sandboxes, or maxSandboxes in a program)';
  const advice = `${ways.join(', ')}${isKept ? '' : ','} or ${raise}`;
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
  const lastAt = sandbox?.journal.lastTime() ?? 0;
  return { name, origin, settings, createdAt, lastUsedAt: Math.max(lastUsedAt, lastAt) };
}
