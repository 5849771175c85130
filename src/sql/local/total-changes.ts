import { tokenize } from './grammar.ts';
import type { Outcome } from '../engine.ts';

/** Whether a text asks for what a connection keeps of earlier statements. */
export function asksForCounters(sql: string): boolean {
  return /\b(?:last_insert_rowid|changes|total_changes)\b/i.test(sql);
}

/** A statement that counts from the first change of its stream, though others used the connection before. */
export interface Rebased {
  readonly sql: string;
  /** Gives columns the names that the statement of the caller gives them. */
  readonly rename: (outcome: Outcome) => Outcome;
}

/**
 * Subtracts the changes of earlier streams from `total_changes()`, which nothing can set back.
 *
 * @returns undefined for a statement without a call of it
 */
export function rebaseTotalChanges(sql: string, earlier: number): Rebased | undefined {
  if (!/\btotal_changes\b/i.test(sql)) return undefined;
  const tokens = [...tokenize(sql)];
  const instead = `(total_changes()-${earlier})`;
  const calls: string[] = [];
  let text = '';
  let end = 0;
  for (const [index, token] of tokens.entries()) {
    const close = tokens[index + 2];
    if (token.text.toLowerCase() !== 'total_changes' || tokens[index + 1]?.text !== '(' || close?.text !== ')')
      continue;
    text += sql.slice(end, token.span.offset) + instead;
    end = close.span.offset + 1;
    calls.push(sql.slice(token.span.offset, end));
  }
  if (calls.length === 0) return undefined;
  return {
    sql: text + sql.slice(end),
    rename(outcome) {
      if (outcome.type !== 'ok') return outcome;
      const columns = outcome.result.columns.map((column) => ({
        ...column,
        name: column.name.replaceAll(instead, calls[0]!),
      }));
      return { ...outcome, result: { ...outcome.result, columns } };
    },
  };
}
