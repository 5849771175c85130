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
