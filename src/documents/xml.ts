import type { JsonValue } from '../contract/http-message.ts';

/** The name of the root element of a value whose schema names none, as in Prism. */
const usualRoot = 'xml';

/** Writes a value as XML: properties become elements, and a list repeats its element. */
export function toXml(value: JsonValue, root = usualRoot): string {
  return elements(root, value);
}

function elements(name: string, value: JsonValue): string {
  if (Array.isArray(value)) return value.map((each) => elements(name, each)).join('');
  const tag = /^[\p{L}_][\p{L}\p{N}._-]*$/u.test(name) ? name : 'item';
  if (value === null) return `<${tag}/>`;
  const content =
    typeof value === 'object'
      ? Object.entries(value)
          .map(([key, member]) => elements(key, member))
          .join('')
      : escape(String(value));
  return `<${tag}>${content}</${tag}>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');
}

/** Whether a media type is XML. */
export function isXml(mediaType: string): boolean {
  return /^(?:application|text)\/(?:[\w.-]+\+)?xml\b/i.test(mediaType);
}
