import { styleText } from 'node:util';

/**
 * A request's text cannot move the cursor, turn a line around or forge one: what is not seen (control and format
 * characters, line separators) is shown as an escape.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0)!.toString(16).padStart(2, '0');
    return code.length === 2 ? `\\x${code}` : `\\u{${code}}`;
  });
}

/** What a text can look like: `bold`, `red`, `['inverse', 'red']`. */
export type Format = Parameters<typeof styleText>[0];

/** Styles a text for a stream, or leaves it plain. */
export type Style = (format: Format, text: string) => string;

/**
 * Colour for a terminal, plain text for a file or a pipe. `NO_COLOR` turns colour off, `FORCE_COLOR` on.
 * (Node's own `styleText` looks at the stream only in its later versions.)
 */
export function styleFor(stream: { readonly isTTY?: boolean }, environment = process.env): Style {
  const isSet = (name: string): boolean => environment[name] !== undefined && environment[name] !== '';
  const isForced = isSet('FORCE_COLOR') && environment['FORCE_COLOR'] !== '0';
  const hasColour = isForced || (stream.isTTY === true && !isSet('NO_COLOR') && environment['TERM'] !== 'dumb');
  if (!hasColour) return (_format, text) => text;
  // Whether to colour is decided; Node need not look at a stream of its own choice.
  return (format, text) => styleText(format, text, { validateStream: false });
}
