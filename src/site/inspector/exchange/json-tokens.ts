/** A piece of JSON text with its kind, which decides the colour. */
export interface Token {
  readonly kind: 'key' | 'string' | 'number' | 'keyword' | 'plain';
  readonly text: string;
}

// The end of the text also ends a string, so that an unterminated one is matched too.
const lexemes = /"(?:[^"\\]|\\[^])*(?:"|\\?$)|[-+.\w]+|[{}[\],:]/g;

/**
 * Indents a JSON text and splits it into coloured pieces. Numbers and escapes stay as they were written.
 *
 * @returns undefined for a text that is not JSON, such as a truncated body
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
