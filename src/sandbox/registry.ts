import type { CombinedJournal } from './journal/combined-journal.ts';
import type { Exchange } from './journal/exchange.ts';
import type { Sandbox } from './sandbox.ts';
import type { SandboxOrigin, SandboxSettings } from './sandbox-settings.ts';

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

/** A sandbox that stays open until it is given back. */
export interface BorrowedSandbox {
  readonly sandbox: Sandbox;
  readonly entry: SandboxEntry;
  giveBack(): void;
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
   * @throws Problem 429 when the limit is reached, 503 when another server has it open; StorageError when its directory
   *   cannot be used
   */
  open(name: string): Sandbox;
  /**
   * Finds the sandbox with a name; undefined if there is none. Counts as a use.
   *
   * @throws Problem as `open`, StorageError when its directory cannot be used
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
  /** All sandboxes that this server has, `default` first, the others by name. */
  list(): SandboxEntry[];
  /** The entry with a name; undefined if there is none. Does not count as a use. */
  entry(name: string): SandboxEntry | undefined;
  /** The names of all sandboxes, also of those in the shared directory that this server does not have. */
  names(): string[];
  /**
   * Opens a sandbox for a while: one that rested rests again afterwards.
   *
   * @throws as `find`
   */
  borrow(name: string): BorrowedSandbox | undefined;
  /** Drops idle sandboxes now. A timer does so, too. @param after how long they have been idle, in milliseconds */
  dropIdle(after?: number): void;
  /** Calls the listener with each exchange of every sandbox. @returns a function that ends the subscription */
  subscribe(listener: (exchange: Exchange) => void): () => void;
  /** Calls a function with each open sandbox. */
  forEach(visit: (sandbox: Sandbox) => void): void;
  close(): void;
}
