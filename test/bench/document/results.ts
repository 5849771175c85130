import type { DocumentCase } from './cases.ts';
import type { RoundsLoad } from './rounds.ts';
import type { StripeResults } from './stripe/results.ts';

export const documentSubjects = ['mockplane', 'scalar', 'prism', 'mockoon'] as const;

export type DocumentSubject = (typeof documentSubjects)[number];

/** A request that a server does not answer correctly. */
export interface DocumentFlaw {
  readonly case: DocumentCase['id'];
  readonly subject: DocumentSubject;
  readonly flaw: string;
}

/** The cost of a document of a user, beside other servers. */
export interface DocumentResults {
  readonly date: string;
  readonly loadBefore: number;
  readonly load: string;
  readonly seconds: number;
  readonly loads: readonly RoundsLoad<DocumentCase['id'], DocumentSubject>[];
  readonly flaws: readonly DocumentFlaw[];
  /** The comparison with stripe-mock, as it was measured last. */
  readonly stripe?: StripeResults;
}
