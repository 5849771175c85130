import { isScalar, parseDocument, visit } from 'yaml';

/** A paragraph, list item, table cell, heading, summary or description, without its code. */
export interface Prose {
  /** The line on which it begins, from 1. */
  readonly line: number;
  readonly text: string;
}

/** The word list of CONTRIBUTING.md, which quotes the phrases that it replaces. */
export const wordList = /<[!]-- words -->[\s\S]*?<[!]-- \/words -->/;
const blank = (text: string): string => text.replaceAll(/[^\n]/g, '');

/** The prose of a Markdown text. Fenced code, comments and the word list are left out, and code spans become `CODE`. */
export function proseOf(markdown: string, firstLine = 1): Prose[] {
  const text = markdown
    .replace(wordList, blank)
    .replaceAll(/^```[\s\S]*?^```$/gm, blank)
    .replaceAll(/<[!]--[\s\S]*?-->/g, blank)
    .replaceAll(/`[^`]*`/g, (code) => `CODE${blank(code)}`);
  const found: Prose[] = [];
  let begun: { line: number; texts: string[] } | undefined;
  const end = (): void => {
    if (begun) found.push({ line: begun.line, text: begun.texts.join(' ') });
    begun = undefined;
  };
  text.split('\n').forEach((raw, index) => {
    const line = firstLine + index;
    const content = raw.trim();
    if (content === '' || content.startsWith('|') || /^([-*#]|\d+\.) ?/.test(content)) end();
    if (content === '') return;
    if (content.startsWith('|')) {
      const cells = content.split('|').map((cell) => plain(cell));
      found.push(...cells.filter((cell) => cell !== '').map((cell) => ({ line, text: cell })));
    } else {
      begun ??= { line, texts: [] };
      begun.texts.push(plain(content));
    }
  });
  end();
  return found;
}

const plain = (text: string): string =>
  text
    .replace(/^(?:[-#]+|\d+\.) /, '')
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*_]/g, '')
    .trim();

/** The prose of an OpenAPI or Arazzo file: its summaries and descriptions. */
export function proseOfDocument(yaml: string): Prose[] {
  const found: Prose[] = [];
  visit(parseDocument(yaml), {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !isScalar(value) || typeof value.value !== 'string') return;
      if (key.value !== 'summary' && key.value !== 'description') return;
      const line = yaml.slice(0, value.range?.[0]).split('\n').length;
      found.push(...proseOf(value.value).map(({ text }) => ({ line, text })));
    },
  });
  return found;
}

/** The sentences of a text. A text that ends without a full stop, such as a heading, is one as well. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?:;])\s+/);
}
