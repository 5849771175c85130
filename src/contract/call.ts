import type { JsonValue } from './message.ts';
import type { Operation } from './operation.ts';
import type { Preferences } from './preferences.ts';

/** Who calls: what the credential of an accepted request stands for. */
export interface Principal {
  readonly token: string;
}

/** A request that was matched, authenticated and found to fit the contract: what a handler gets. */
export interface Call {
  readonly operation: Operation;
  readonly principal: Principal;
  /** Decoded values, by the contract's parameter names; absent ones are not there. */
  readonly path: Readonly<Record<string, JsonValue>>;
  readonly query: Readonly<Record<string, JsonValue>>;
  readonly header: Readonly<Record<string, JsonValue>>;
  readonly body: unknown;
  readonly preferences: Preferences;
}

/** What answers a call. The pipeline checks and serializes it. */
export interface Answer {
  readonly status: number;
  /** Undefined for a response without a body. */
  readonly body: unknown;
  /** How it came about, for the reply's header and the log: `example created`. */
  readonly by: string;
}

/** Answers calls: the contract's examples, or the sandbox. Refuses by throwing a `Problem`. */
export type Answerer = (call: Call) => Answer | Promise<Answer>;
