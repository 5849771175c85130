import type { BenchRequest } from '../cases.ts';
import { OptionError } from '../option-error.ts';
import { startAutocannon } from './autocannon.ts';
import { findWrk, startWrk } from './wrk.ts';

/** The request to send, and for how long. */
export interface Shot {
  readonly url: string;
  readonly request: BenchRequest;
  /** Requests that are sent in turn with it; none by default. */
  readonly others?: readonly BenchRequest[];
  readonly connections: number;
  readonly seconds: number;
  /** The statuses that count as an answer. */
  readonly expected: readonly number[];
}

/** The result. */
export interface Fired {
  readonly requests: number;
  readonly seconds: number;
  /** Answers of another status, and connections that failed. */
  readonly unexpected: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** A load generator, in a process of its own. */
export interface Load {
  readonly name: string;
  fire(shot: Shot): Promise<Fired>;
  close(): void;
}

export type LoadName = 'wrk' | 'autocannon';

/**
 * Starts a load generator: the one that is named, else wrk where it is installed.
 *
 * @throws OptionError where wrk is named and not installed
 */
export function startLoad(name: LoadName | undefined): Load {
  const wrk = name === 'autocannon' ? undefined : findWrk();
  if (name === 'wrk' && !wrk) throw new OptionError('wrk is not on the path; on Debian: apt-get install wrk');
  return wrk ? startWrk(wrk) : startAutocannon();
}
