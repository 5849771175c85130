import MiniSearch from 'minisearch';
import type { ApiDocument } from '../documents.ts';
import type { Chapter } from '../guide.ts';
import { plainText } from '../markdown.ts';
import { operationAnchor } from '../operation-anchor.ts';
import { type Entry, indexOptions } from './index-options.ts';
import { keywords } from './keywords.ts';

type Found = Omit<Entry, 'id' | 'keywords'>;

/**
 * Writes the search index of the guide and of the operations of all documents: the content of `search.json`.
 * @throws Error for keywords of a section that does not exist
 */
export function writeSearchIndex(chapters: readonly Chapter[], apis: readonly ApiDocument[]): string {
  const entries = [...chapters.flatMap(sectionsOf), ...apis.flatMap(operationsOf)];
  const lost = Object.keys(keywords).filter((url) => !entries.some((entry) => entry.url === url));
  if (lost.length > 0) throw new Error(`The search has keywords for ${lost.join(', ')}, which do not exist.`);
  const index = new MiniSearch(indexOptions);
  index.addAll(entries.map((entry, id) => ({ ...entry, keywords: keywords[entry.url] ?? '', id })));
  return JSON.stringify(index);
}

/** The sections of a page, and before them the text that precedes the first heading. */
function sectionsOf({ name, title, html }: Chapter): Found[] {
  const page = `guide/${name}/`;
  const [first = '', ...rest] = html.split(/<h[2-4] id="/);
  const opening = { url: page, title, place: 'Guide', kind: 'Guide', name: '', text: textOf(first) };
  const sections = rest.map((part) => {
    const id = part.slice(0, part.indexOf('"'));
    const end = part.indexOf('<a class="anchor"');
    const heading = plainText(part.slice(part.indexOf('>') + 1, end));
    const text = textOf(part.slice(part.indexOf('</a>', end)));
    return { url: `${page}#${id}`, title: heading, place: title, kind: 'Guide', name: '', text };
  });
  return [opening, ...sections];
}

function operationsOf(api: ApiDocument): Found[] {
  return api.operations.map((operation) => ({
    url: `docs/${operationAnchor(api, operation)}`,
    title: operation.summary,
    place: `${operation.method} ${operation.path}`,
    kind: api.title,
    name: operation.id,
    text: `${operation.tag} ${operation.description}`,
  }));
}

/** Cells and blocks that follow each other are not one word. */
function textOf(html: string): string {
  return plainText(html.replaceAll('<', ' <')).replaceAll(/\s+/g, ' ').trim();
}
