import { deviates } from '../sandbox/journal/deviation.ts';
import type { Exchange } from '../sandbox/journal/exchange.ts';
import { OptionError } from './options.ts';

/** The reaction to a call: throw an error from the `fetch` that sent it, or nothing. */
export type Reaction = 'throw' | 'ignore';

/** How strict a Mockplane in this process is with the calls of the code under test. */
export interface StrictOptions {
  /**
   * About a call that the contract forbids: an unknown path or method, a missing credential, a value that breaks its
   * schema. A refusal by the service's own rules, such as a taken name, is an answer like any other. `ignore` by default.
   */
  readonly onRefused?: Reaction | undefined;
  /** About a call with tolerated deviations, such as a misspelt property. `ignore` by default. */
  readonly onNoted?: Reaction | undefined;
}

/** A call that a strict Mockplane rejects. The journal has it, too. */
export class ForbiddenCallError extends Error {
  override readonly name = 'ForbiddenCallError';
  /** The call, with its refusal and its notes. */
  readonly exchange: Exchange;

  constructor(exchange: Exchange) {
    const { method, target, operation, refusal, notes } = exchange;
    const called = `${method} ${target}${operation === undefined ? '' : ` (${operation})`}`;
    super([`${called}: ${refusal ?? 'tolerated, but not in the contract'}`, ...notes].join('\n  '));
    this.exchange = exchange;
  }
}

/**
 * Creates the check of an exchange.
 *
 * @returns undefined when everything is ignored; else a function that throws `ForbiddenCallError`
 * @throws OptionError for an unknown reaction
 */
export function createStrictCheck(options: StrictOptions): ((exchange: Exchange) => void) | undefined {
  const [throwsRefused, throwsNoted] = (['onRefused', 'onNoted'] as const).map((name) => {
    const reaction = options[name] ?? 'ignore';
    if (reaction === 'throw' || reaction === 'ignore') return reaction === 'throw';
    throw new OptionError(`${name} takes throw or ignore, not "${String(reaction)}"`);
  });
  if (!throwsRefused && !throwsNoted) return undefined;
  return (exchange) => {
    if ((throwsRefused && deviates(exchange, 'refused')) || (throwsNoted && deviates(exchange, 'noted'))) {
      throw new ForbiddenCallError(exchange);
    }
  };
}
