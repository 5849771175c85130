// Strings, quoted names and comments come first, so that a semicolon in them ends nothing.
const lexemes =
  /'[^']*(?:''[^']*)*'?|"[^"]*(?:""[^"]*)*"?|`[^`]*(?:``[^`]*)*`?|\[[^\]]*\]?|--[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/)?|[\p{L}_][\p{L}\p{N}_$]*|[^]/gu;

/**
 * Splits a text into its statements, without the semicolons between them. A trigger's body stays in one piece. The
 * comments of a statement stay with it; a comment alone is no statement.
 */
export function splitStatements(text: string): string[] {
  const statements: string[] = [];
  let current = '';
  let words: string[] = [];
  let hasContent = false;
  /** How many `END`s the body of a trigger still lacks: its own, and one for each `CASE`. */
  let open = 0;

  const finish = (): void => {
    if (hasContent) statements.push(current.trim());
    current = '';
    words = [];
    hasContent = false;
    open = 0;
  };

  for (const [lexeme] of text.matchAll(lexemes)) {
    if (lexeme === ';' && open === 0) {
      finish();
      continue;
    }
    current += lexeme;
    if (/^\s|^--|^\/\*/.test(lexeme)) continue;
    hasContent = true;
    if (!/^[\p{L}_]/u.test(lexeme)) continue;
    const word = lexeme.toUpperCase();
    if (words.length < 3) words.push(word);
    if (isTrigger(words) && (word === 'BEGIN' || (word === 'CASE' && open > 0))) open++;
    else if (word === 'END' && open > 0) open--;
  }
  finish();
  return statements;
}

function isTrigger([first, second, third]: readonly string[]): boolean {
  if (first !== 'CREATE') return false;
  return second === 'TRIGGER' || ((second === 'TEMP' || second === 'TEMPORARY') && third === 'TRIGGER');
}

/** Whether a statement may change the list of tables. */
export function changesSchema(statement: string): boolean {
  return /\b(create|drop|alter)\b/i.test(statement);
}
