import { Problem } from '../contract/problem.ts';
import type { Exchange } from './journal/exchange.ts';
import type { Sandbox } from './sandbox.ts';
import type { SandboxOrigin, SandboxSettings } from './sandbox-settings.ts';
import { createSandboxFiles } from './sandbox-files.ts';
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
  /**
   * Opens the sandbox with a name, and creates it on first use.
   *
   * @throws Problem 429 when the limit is reached
   */
  open(name: string): Sandbox;
  /** Finds the sandbox with a name; undefined if there is none. Counts as a use. */
  find(name: string): Sandbox | undefined;
  /**
   * Creates a sandbox that stays until it is deleted.
   *
   * @throws Problem 409 when the name is taken, 429 when the limit is reached
   */
  create(name: string, settings: SandboxSettings): Sandbox;
  /** Removes a sandbox with its state. @returns whether it existed */
  remove(name: string): boolean;
  /** All sandboxes, `default` first, the others by name. */
  list(): SandboxEntry[];
  entry(name: string): SandboxEntry | undefined;
  /** Calls the listener with each exchange of every sandbox. @returns a function that ends the subscription */
  subscribe(listener: (exchange: Exchange) => void): () => void;
  /** Calls a function with each open sandbox. */
  forEach(visit: (sandbox: Sandbox) => void): void;
  close(): void;
}

/**
 * Creates a sandbox.
 *
 * @param directory the directory for its state; undefined for memory
 * @param onExchange called with each exchange
 */
export type MakeSandbox = (
  name: string,
  settings: SandboxSettings,
  directory: string | undefined,
  onExchange: (exchange: Exchange) => void,
) => Sandbox;

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
  /** Undefined while only its directory holds the state. */
  sandbox: Sandbox | undefined;
}

/** Creates the registry and opens `default`. @throws DataDirectoryError when its directory cannot be used */
export function createSandboxes(options: SandboxesOptions): Sandboxes {
  const { make, settings, directory, limit, idleMilliseconds, now = Date.now } = options;
  const files = directory === undefined ? undefined : createSandboxFiles(directory);
  const held = new Map<string, Held>();
  const listeners = new Set<(exchange: Exchange) => void>();
  let nextSweep = now() + idleMilliseconds;

  const emit = (exchange: Exchange): void => {
    for (const listener of listeners) listener(exchange);
  };

  const wake = (entry: Held): Sandbox => {
    entry.lastUsedAt = now();
    if (entry.sandbox) return entry.sandbox;
    const { name } = entry;
    const folder = name === defaultSandbox ? directory : files?.folder(name);
    entry.sandbox = make(name, entry.settings, folder, emit);
    return entry.sandbox;
  };

  const add = (name: string, origin: SandboxOrigin, own: SandboxSettings): Sandbox => {
    if (held.size >= limit) sweep();
    if (held.size >= limit) {
      const advice = 'delete one, wait until an idle one is dropped, or start the server with a higher --max-sandboxes';
      throw new Problem(429, `the server holds ${limit} sandboxes, and no more; ${advice}`);
    }
    const entry: Held = {
      name,
      origin,
      settings: own,
      createdAt: now(),
      lastUsedAt: now(),
      sandbox: undefined,
    };
    files?.save(name, { origin, settings: own, createdAt: entry.createdAt });
    let sandbox: Sandbox;
    try {
      sandbox = wake(entry);
    } catch (error) {
      files?.remove(name);
      throw error;
    }
    held.set(name, entry);
    return sandbox;
  };

  /** Drops idle sandboxes that were created on first use. A data directory keeps their state. */
  const sweep = (): void => {
    const before = now() - idleMilliseconds;
    for (const entry of held.values()) {
      const isIdle = entry.origin === 'first-use' && entry.lastUsedAt <= before;
      if (!isIdle || entry.sandbox?.journal.isWatched()) continue;
      entry.sandbox?.close();
      entry.sandbox = undefined;
      if (!files) held.delete(entry.name);
    }
    nextSweep = now() + idleMilliseconds / 4;
  };

  const first: Held = {
    name: defaultSandbox,
    origin: 'created',
    settings,
    createdAt: now(),
    lastUsedAt: now(),
    sandbox: undefined,
  };
  const defaultOne = wake(first);
  held.set(defaultSandbox, first);
  for (const { name, ...saved } of files?.list() ?? []) {
    held.set(name, { name, ...saved, lastUsedAt: now(), sandbox: undefined });
  }

  const find = (name: string): Sandbox | undefined => {
    if (name === defaultSandbox) return defaultOne;
    if (held.size > 1 && now() >= nextSweep) sweep();
    const entry = held.get(name);
    return entry && wake(entry);
  };

  return {
    default: defaultOne,
    open: (name) => find(name) ?? add(name, 'first-use', settings),
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
    list: () => {
      const [own, ...others] = [...held.values()].map(toEntry);
      return [own!, ...others.toSorted((one, other) => (one.name < other.name ? -1 : 1))];
    },
    entry(name) {
      const entry = held.get(name);
      return entry && toEntry(entry);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    forEach(visit) {
      for (const { sandbox } of held.values()) if (sandbox) visit(sandbox);
    },
    close() {
      for (const { sandbox } of held.values()) sandbox?.close();
      held.clear();
    },
  };
}

function toEntry(entry: Held): SandboxEntry {
  const { name, origin, settings, createdAt, lastUsedAt } = entry;
  return { name, origin, settings, createdAt, lastUsedAt };
}
