import { parseStmt, type ParseDiagnostic } from './grammar.ts';

/** The first statement of a text and where it ends, or the errors of the text. */
export type FirstStatement = ReturnType<typeof parseStmt>;

const repeatedName = /^column "[^]*" specified more than once$/;
/** The private use area of Unicode: names of its characters are unlikely in a caller's text. */
const privateUse = { first: 0xe000, size: 0x1900 };

const blanks = /^(?:[\s;]+|--[^\n]*(?:\n|$)|\/\*[^]*?\*\/)*/;

/** A text from its first statement on. */
export function withoutBlanks(sql: string): string {
  return sql.replace(blanks, '');
}

/**
 * Parses the first statement of a text.
 *
 * The parser refuses a list of names that has one twice, as in `INSERT INTO t(a, a)`. SQLite takes it, and so does the
 * service (sqld 0.24.32). Such a text is parsed with other names of the same length in their place, so that each place
 * in the result is a place in the text. The names in the result are not the caller's.
 */
export function firstStatement(sql: string): FirstStatement {
  const parsed = parseStmt(sql, { allowTrailing: true });
  if (parsed.status === 'ok') return parsed;
  const errors = parsed.errors.filter(({ message }) => !repeatedName.test(message));
  return errors.length > 0
    ? { ...parsed, errors }
    : parseStmt(withOtherNames(sql, parsed.errors), { allowTrailing: true });
}

function withOtherNames(sql: string, repeated: readonly ParseDiagnostic[]): string {
  let text = '';
  let end = 0;
  for (const [index, { span }] of repeated.entries()) {
    text += sql.slice(end, span.offset);
    text += String.fromCharCode(privateUse.first + (index % privateUse.size)).repeat(span.length);
    end = span.offset + span.length;
  }
  return text + sql.slice(end);
}
