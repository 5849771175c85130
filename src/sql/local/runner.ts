import type { Moment } from '../../sandbox/clock/time.ts';
import type { ReplyValue, Request } from './messages.ts';

/** A request that is answered. */
export type Call = Request & { readonly id: number };

/** Why a call has no answer. */
export type Loss =
  /** A statement of it ran longer than the limit. */
  | 'interrupted'
  /** The process ended while it worked on the call, which may have been done in part. */
  | 'unfinished';

/** The events of a call. `settle`, `fail` or `lose` is the last one. */
export interface CallEvents {
  settle(value: ReplyValue): void;
  /** A defect or a full disk. */
  fail(message: string): void;
  lose(why: Loss): void;
  /** It waits for the right to write, and wants a `tick` at that moment of the clock. */
  wait?(until: Moment | undefined): void;
  /** It has waited and goes on. */
  resume?(): void;
  /** Whether anyone still wants the answer; asked before a call is made a second time. */
  isWanted?(): boolean;
}

/** Takes requests to a core that runs SQL, in this process or in a child process. */
export interface Runner {
  /** Makes an engine known. @param introduce the message that tells a core of it, with the clock as it stands */
  addEngine(introduce: () => Request & { type: 'engine' }): void;
  /** Forgets an engine and closes its files. */
  removeEngine(engine: number): Promise<void>;
  call(request: Call & { readonly engine: number; readonly content: string }, events: CallEvents): void;
  /** Says something that has no answer. Nobody hears it where the content is not open. */
  tell(request: Request & { readonly engine: number; readonly content: string }): void;
  withdraw(request: Request & { readonly type: 'withdraw' }): void;
  changeClock(request: Request & { readonly type: 'clock' }): void;
  /**
   * Stands for the place where a content is open: the same object as long as nothing of its connections was lost; undefined
   * where it is not open.
   */
  place(engine: number, content: string): { readonly pid: number | undefined } | undefined;
  /** Forgets a content that is closed and will not be used again. */
  forget(engine: number, content: string): void;
  end(): Promise<void>;
}
