/** A preference or a parameter of one: `code=404`. The name is in lower case; an empty value counts as none. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** A preference with its parameters: `respond-async; wait=10`. */
export interface ParsedPreference extends NamedValue {
  readonly parameters: readonly NamedValue[];
}

/** A token (RFC 9110 section 5.6.2). */
const token = /[!#$%&'*+.^_`|~\w-]+/y;

/** A quoted string (RFC 9110 section 5.6.4), with an optional end, so that an unfinished one is recognized. */
const quoted = /"((?:[^"\\]|\\.)*)("?)/sy;

const blanks = /[ \t]*/y;

/** A text that is no word: up to the next separator. It stands for itself, so that the caller can name it. */
const rest = /[^,;]*/y;

/**
 * Parses a `Prefer` header (RFC 7240 section 2). Commas separate preferences, semicolons their parameters; neither
 * separates within quotes. Empty elements and those without a name are left out.
 */
export function parsePreferHeader(header: string): ParsedPreference[] {
  const preferences: (NamedValue & { parameters: NamedValue[] })[] = [];
  let position = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = position;
    const match = pattern.exec(header);
    if (match) position = pattern.lastIndex;
    return match ?? undefined;
  };
  const takeValue = (): string => {
    take(blanks);
    const string = take(quoted);
    // An unfinished string is no value. With its quote it equals no name or number.
    if (string) return string[2] === '"' ? string[1]!.replaceAll(/\\(.)/gs, '$1') : string[0];
    return take(rest)![0].trim();
  };
  let isParameter = false;
  while (position < header.length) {
    take(blanks);
    const name = take(token)?.[0].toLowerCase();
    take(blanks);
    const hasValue = header[position] === '=';
    if (hasValue) position += 1;
    const value = hasValue ? takeValue() : '';
    // A whole word ends its value, so the text after it makes the value invalid.
    const garbage = take(rest)![0].trim();
    if (name !== undefined) {
      const element = { name, value: value + garbage };
      if (isParameter) preferences.at(-1)?.parameters.push(element);
      else preferences.push({ ...element, parameters: [] });
    } else if (!isParameter) {
      // Parameters of an element without a name go with it.
      preferences.push({ name: '', value: '', parameters: [] });
    }
    isParameter = header[position] === ';';
    position += 1;
  }
  return preferences.filter(({ name }) => name !== '');
}
