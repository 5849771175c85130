import { Problem } from '../contract/problem.ts';
import type { Moment } from './clock/time.ts';

/**
 * The rows of databases, as the operations of a control plane handle them. Rows are made before the transaction of a call,
 * since that takes time; the handler then gives them to a database, or refuses.
 */
export interface Contents {
  /** Runs a dump. @param databaseId begins with the rows of that database; with none unless given */
  fromDump(sql: Uint8Array, databaseId?: string): Promise<MadeContent>;
  /** Takes a SQLite file. */
  fromFile(bytes: Uint8Array): Promise<MadeContent>;
  /** Copies the rows of a database. @param moment as they were then; as they are unless given */
  copyOf(databaseId: string, moment?: Moment): Promise<MadeContent>;
}

/** Rows that no database has yet, or why there are none. */
export type MadeContent =
  | {
      readonly type: 'made';
      readonly id: string;
      readonly bytes: number;
      /** Deletes them: no database has taken them. */
      readonly discard: () => void;
    }
  | { readonly type: 'refused'; readonly reason: string };

/**
 * Makes the rows that a call needs, before its transaction. It refuses nothing: the handler does, in its order of checks.
 *
 * @returns undefined for a call that needs none
 */
// oxlint-disable-next-line typescript/no-explicit-any -- the input's type is the operation's own, as for `AnyHandler`
export type MakeContent<Parts> = (input: any, context: Parts) => Promise<MadeContent> | undefined;

/** The rows of a database cannot be used now. Any operation that needs them may answer so. */
export class RowsUnavailable extends Problem {
  constructor(message: string) {
    super(503, message, { headers: { 'retry-after': '1' } });
  }
}
