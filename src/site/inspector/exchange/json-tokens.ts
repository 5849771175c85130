/** A piece of JSON text and how it is coloured. */
export interface Token {
  readonly kind: 'key' | 'string' | 'number' | 'keyword' | 'plain';
  readonly text: string;
}

// A text ends with the text of all, too, so that no search for its end is in vain.
const lexemes = /"(?:[^"\\]|\\[^])*(?:"|\\?$)|[-+.\w]+|[{}[\],:]/g;

/**
 * JSON text → the same values, indented, in coloured pieces. Numbers and escapes stay as they were written. Undefined
 * for what is not JSON, as a body that was cut.
 */
export function tokenizeJson(text: string): Token[] | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const parts = text.match(lexemes) ?? [];
  const tokens: Token[] = [];
  let depth = 0;
  const plain = (added: string): void => {
    const last = tokens.at(-1);
    if (last?.kind === 'plain') tokens[tokens.length - 1] = { kind: 'plain', text: last.text + added };
    else tokens.push({ kind: 'plain', text: added });
  };
  const line = (): string => `\n${'  '.repeat(depth)}`;

  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    if (part === '{' || part === '[') {
      const isEmpty = next === '}' || next === ']';
      if (!isEmpty) depth++;
      plain(isEmpty ? part : part + line());
    } else if (part === '}' || part === ']') {
      const isEmpty = parts[index - 1] === '{' || parts[index - 1] === '[';
      if (!isEmpty) depth--;
      plain(isEmpty ? part : line() + part);
    } else if (part === ',') {
      plain(part + line());
    } else if (part === ':') {
      plain(': ');
    } else {
      tokens.push({ kind: kindOf(part, next), text: part });
    }
  }
  return tokens;
}

function kindOf(part: string, next: string | undefined): Token['kind'] {
  if (part.startsWith('"')) return next === ':' ? 'key' : 'string';
  return /^[tfn]/.test(part) ? 'keyword' : 'number';
}
