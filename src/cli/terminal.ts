import { styleText } from 'node:util';

/**
 * Escapes the invisible characters of a text: control and format characters, and line separators. A request's text then
 * cannot move the cursor, reverse a line or forge one.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0)!.toString(16).padStart(2, '0');
    return code.length === 2 ? `\\x${code}` : `\\u{${code}}`;
  });
}

/** A format of `styleText`: `bold`, `red`, `['inverse', 'red']`. */
export type Format = Parameters<typeof styleText>[0];

/** Styles a text, or leaves it plain when the stream takes no colour. */
export type Style = (format: Format, text: string) => string;

/**
 * Creates the style for a stream: colour on a terminal, plain text for a file or a pipe. `NO_COLOR` turns colour off,
 * `FORCE_COLOR` on. (Only later versions of Node's `styleText` check the stream.)
 */
export function styleFor(stream: { readonly isTTY?: boolean }, environment = process.env): Style {
  const isSet = (name: string): boolean => environment[name] !== undefined && environment[name] !== '';
  const isForced = isSet('FORCE_COLOR') && environment['FORCE_COLOR'] !== '0';
  const hasColour = isForced || (stream.isTTY === true && !isSet('NO_COLOR') && environment['TERM'] !== 'dumb');
  if (!hasColour) return (_format, text) => text;
  // The decision about colour is made above, so Node need not check a stream itself.
  return (format, text) => styleText(format, text, { validateStream: false });
}
