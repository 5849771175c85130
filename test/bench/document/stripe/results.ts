import type { RoundsLoad } from '../rounds.ts';
import type { StripeCase } from './cases.ts';

export const stripeSubjects = ['mockplane', 'stripe-mock'] as const;

export type StripeSubject = (typeof stripeSubjects)[number];

/** A response that a server gave before the measurement. */
export interface StripeAnswer {
  readonly case: StripeCase['id'];
  readonly subject: StripeSubject;
  readonly status: number;
  /** How the response breaks the document; absent if it is correct. */
  readonly flaw?: string;
}

/** The starts of a server, one a round. */
export interface StripeStart {
  readonly subject: StripeSubject;
  /** Milliseconds of processor time from the launch of its process to its first 200. */
  readonly processor: readonly number[];
  /** Megabytes in memory half a second later. */
  readonly memory: readonly number[];
}

/** Mockplane beside stripe-mock, with Stripe's document. */
export interface StripeResults {
  readonly date: string;
  readonly loadBefore: number;
  readonly load: string;
  readonly seconds: number;
  /** The version of the document, as it tells itself. */
  readonly version: string;
  readonly loads: readonly RoundsLoad<StripeCase['id'], StripeSubject>[];
  readonly answers: readonly StripeAnswer[];
  readonly starts: readonly StripeStart[];
}
