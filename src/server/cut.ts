/**
 * The beginning of a text, as a text of its own. A mere slice is a window on the whole: whoever keeps it keeps all of
 * the text in memory.
 */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return JSON.parse(JSON.stringify(text.slice(0, length))) as string;
}
