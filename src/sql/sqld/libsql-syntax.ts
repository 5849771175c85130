import { tokenize } from '../local/grammar.ts';

/**
 * Replaces syntax that only libSQL has by blanks or by SQLite's own, so that a parser of SQLite's grammar can classify a
 * text. Every character keeps its place.
 *
 * - `CREATE TABLE … (…) RANDOM ROWID`
 * - `ALTER TABLE … ALTER COLUMN name TO name type …`
 *
 * @returns undefined for a text without such syntax
 * @see https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-sqlite3/doc/libsql_extensions.md
 */
export function withoutLibsqlSyntax(sql: string): string | undefined {
  if (!/\b(?:random|alter)\b/i.test(sql)) return undefined;
  const tokens = [...tokenize(sql)];
  const words = tokens.map(({ text }) => text.toLowerCase());
  const starts = tokens.map(({ span }) => span.offset);
  let changed: string | undefined;
  const put = (first: number, last: number, text: string): void => {
    const [start, end] = [starts[first]!, starts[last]! + tokens[last]!.text.length];
    changed ??= sql;
    changed = changed.slice(0, start) + text.padEnd(end - start) + changed.slice(end);
  };
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    if (word === 'random' && words[index + 1] === 'rowid' && (before === ')' || before === ',')) {
      put(before === ',' ? index - 1 : index, index + 1, '');
    }
    if (word === 'alter' && index > 0 && words[index + 1] !== 'table') {
      const to = words.indexOf('to', index);
      if (to > index && to <= index + 3) put(index, to, 'ADD COLUMN');
    }
  }
  return changed;
}
