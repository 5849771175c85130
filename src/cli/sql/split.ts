import { parse, parseStmt } from '../../sql/local/grammar.ts';

/**
 * Splits a text into statements. A text that is no SQL becomes the last statement as a whole, so that the server words
 * the error.
 */
export function splitStatements(text: string): string[] {
  const statements: string[] = [];
  let start = 0;
  while (start < text.length) {
    const rest = text.slice(start);
    const parsed = parseStmt(rest, { allowTrailing: true });
    if (parsed.status === 'error') {
      if (!isBlank(rest)) statements.push(rest);
      break;
    }
    statements.push(rest.slice(0, parsed.tail));
    start += parsed.tail;
  }
  return statements;
}

/** Whether typed lines are complete: they end in a semicolon that is in no literal, comment or trigger body. */
export function isComplete(text: string): boolean {
  if (isBlank(text)) return true;
  if (!text.trimEnd().endsWith(';')) return false;
  const parsed = parse(text);
  if (parsed.status === 'ok') return true;
  return !parsed.errors.some(
    ({ message, hints }) =>
      message === 'incomplete input' || hints?.some((hint) => hint.message.startsWith('unterminated')),
  );
}

/** A text of comments and semicolons only. */
function isBlank(text: string): boolean {
  const parsed = parse(text);
  return parsed.status === 'ok' && parsed.root.cmds.length === 0;
}
