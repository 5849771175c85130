import { parseArgs } from 'node:util';
import { OptionError } from '../option-error.ts';
import type { StripeFiles } from './stripe/subjects.ts';

export interface DocumentOptions {
  readonly quick: boolean;
  readonly render: boolean;
  /** Measure the comparison with stripe-mock, and nothing else. */
  readonly stripe: StripeFiles | undefined;
}

/** Reads the command line. @throws OptionError */
export function readDocumentOptions(args: readonly string[]): DocumentOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean' },
      render: { type: 'boolean' },
      'stripe-mock': { type: 'string' },
      'stripe-document': { type: 'string' },
    },
  });
  const { quick = false, render = false, 'stripe-mock': program, 'stripe-document': document } = values;
  if ((program === undefined) !== (document === undefined))
    throw new OptionError('--stripe-mock needs --stripe-document, and the other way round');
  return { quick, render, stripe: program && document ? { program, document } : undefined };
}
