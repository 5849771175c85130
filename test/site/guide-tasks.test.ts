import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDocuments } from '../../src/site/documents.ts';
import { documentTasks, guideTasks } from '../../src/site/guide-tasks.ts';
import { type Chapter, readGuide, renderGuide } from '../../src/site/guide.ts';
import { renderLanding } from '../../src/site/landing.ts';
import { renderOwnLanding } from '../../src/site/own-landing.ts';
import { type Entry, indexOptions, type StoredEntry } from '../../src/site/search/index-options.ts';
import { writeSearchIndex } from '../../src/site/search/write-index.ts';
import { root } from '../helpers/folders.ts';

/** Words that a reader types for a task, in the order of the tasks. */
const queries: readonly (readonly string[])[] = [
  ['unit test', 'run in a test', 'vitest', 'jest', 'pytest'],
  ['database url', 'auth token', 'TURSO_AUTH_TOKEN', 'connection string'],
  ['make a call fail', 'simulate error', 'inject failure', 'test error handling'],
  ['known state', 'fixtures', 'initial state', 'reset state'],
  ['why refused', 'debug', 'bad request', '401', 'validation error'],
  ['differences', 'limitations', 'not supported', 'real service'],
];

let apis: Awaited<ReturnType<typeof readDocuments>>;
let chapters: Chapter[];
let index: MiniSearch<Entry>;

beforeAll(async () => {
  apis = await readDocuments(join(root, 'src/contract/generated'));
  chapters = await readGuide(apis);
  index = MiniSearch.loadJSON(writeSearchIndex(chapters, apis), indexOptions);
});

/** The page of an address in the site, without its anchor. */
const pageOf = (href: string): string => href.split('#')[0]!;

describe('the tasks of the guide', () => {
  it('stand on the landing page and on the first page of the guide', () => {
    const guide = renderGuide(chapters, '1.0.0').get('guide/') ?? '';
    const landing = renderLanding(apis, '1.0.0');
    for (const { title, links } of guideTasks) {
      expect(guide).toContain(title);
      expect(landing).toContain(title);
      for (const { href } of links) {
        expect(guide).toContain(`href="${href}"`);
        expect(landing).toContain(`href="guide/${href}"`);
      }
    }
  });

  it('stand on the landing page of documents of the user, each with a section that exists', () => {
    const landing = renderOwnLanding('1.0.0');
    const guide = renderGuide(chapters, '1.0.0');
    for (const { title, links } of documentTasks) {
      expect(landing).toContain(title);
      for (const { href } of links) {
        expect(landing).toContain(`href="guide/${href}"`);
        const [page = '', anchor] = href.split('#');
        expect(guide.get(`guide/${page}`)).toContain(anchor === undefined ? '<h1' : `id="${anchor}"`);
      }
    }
    expect(landing).not.toMatch(/turso|okeanos|lambda/i);
  });

  it('stand in the README, with the same links', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const tasks = guideTasks.map(({ title, links }) => {
      const list = links.map((link) => `[${link.title}](src/site/guide/${link.href.replace(/\/(?=#|$)/, '.md')})`);
      return `- **${title}**: ${list.join(', ')}`;
    });
    expect(readme.replaceAll(/\n {2}/g, ' ')).toContain(tasks.join('\n'));
  });

  it.each(guideTasks.map(({ title, links }, position) => [title, links, queries[position]!] as const))(
    '"%s" is among the first three results of a search',
    (_title, links, words) => {
      const pages = new Set(links.map(({ href }) => `guide/${pageOf(href)}`));
      const missed = words.filter((query) => {
        const found = index.search(query).slice(0, 3) as unknown as StoredEntry[];
        return !found.some(({ url }) => pages.has(pageOf(url)));
      });
      expect(missed).toEqual([]);
    },
  );
});
