import type { Exchange } from '../../sandbox/journal/exchange.ts';
import type { Clock } from '../../sandbox/clock/clock.ts';
import type { Faults } from '../../sandbox/faults/faults.ts';
import type { Handlers } from '../../sandbox/handler.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { ReadSnapshot } from './snapshot/read.ts';
import type { operations } from '../../contract/generated/admin.ts';

/** What is read of the journal, which the server keeps. */
export interface JournalView {
  /** Oldest first. */
  entries(): readonly Exchange[];
  get(id: number): Exchange | undefined;
  /** The oldest that comes after a number. */
  after(id: number): Exchange | undefined;
  /** The number of the newest. */
  last(): number;
  /** @returns how many there were */
  clear(): number;
  /**
   * @param ended called when the journal is closed
   * @returns a function that ends the subscription
   */
  subscribe(listener: (exchange: Exchange) => void, ended: () => void): () => void;
}

/** What the handlers of Mockplane's own API work with. */
export interface AdminContext {
  readonly sandbox: Sandbox;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: JournalView;
  readonly version: string;
  /** Who answers the two APIs; the sandbox is there in any case. */
  readonly mode: 'sandbox' | 'stateless';
  readonly data: 'memory' | 'directory';
  /** The names of the APIs that are served. */
  readonly apis: readonly string[];
  /** What a reset returns to. */
  readonly baseline: 'story' | 'empty' | 'snapshot';
  readonly readSnapshot: ReadSnapshot;
}

/** A handler for each operation. */
export type AdminHandlers = Handlers<operations, AdminContext>;
