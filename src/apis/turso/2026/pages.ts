import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';

/** A part of a list, and the cursor of the next one where there is more. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly pagination: { next?: string };
}

/** The first rows of a list. A page ends with the cursor of its last row where more follow. */
export function pageOf<Row extends { readonly id: string }>(rows: readonly Row[], limit: number): Page<Row> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  if (!last || rows.length <= limit) return { rows: shown, pagination: {} };
  return { rows: shown, pagination: { next: Buffer.from(last.id).toString('base64') } };
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id that a cursor stands for: that of the last row of the page before. @throws Problem 400 for any other text */
export function cursorId(cursor: string): string {
  const id = Buffer.from(cursor, 'base64').toString();
  if (!uuid.test(id)) throw new Problem(400, messages.invalidCursor);
  return id;
}

/** The rows after the one of a cursor; all, when that one is no longer in the list. @throws Problem 400 for no cursor */
export function rowsAfter<Row extends { readonly id: string }>(
  rows: readonly Row[],
  cursor: string | undefined,
): readonly Row[] {
  if (cursor === undefined) return rows;
  const id = cursorId(cursor);
  return rows.slice(rows.findIndex((row) => row.id === id) + 1);
}
