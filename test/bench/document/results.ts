import type { DocumentCase } from './cases.ts';

export const documentSubjects = ['mockplane', 'scalar', 'prism', 'mockoon'] as const;

export type DocumentSubject = (typeof documentSubjects)[number];

/** The rounds of one request to one server, in microseconds of processor time for each request. */
export interface DocumentLoad {
  readonly case: DocumentCase['id'];
  readonly subject: DocumentSubject;
  readonly processor: readonly number[];
}

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
  readonly loads: readonly DocumentLoad[];
  readonly flaws: readonly DocumentFlaw[];
}
