import { readFile, readdir } from 'node:fs/promises';
import type { ApiDocument } from './documents.ts';
import { readChangelog } from './changelog.ts';
import { guidePages, guideSections } from './guide-sections.ts';
import { guideTasks, renderTasks } from './guide-tasks.ts';
import { escapeHtml } from './html.ts';
import { renderMarkdown, type Article, type Image, type LinkTargets } from './markdown.ts';
import { operationAnchor } from './operation-anchor.ts';
import { renderFooter, renderPage, rootOf } from './page.ts';

/** A page of the guide. */
export type Chapter = Article & { name: string; markdown: string };

/** Reads the guide's pages in reading order. @throws Error for a page or a link that does not exist */
export async function readGuide(apis: ApiDocument[]): Promise<Chapter[]> {
  const targets = linkTargets(apis, await guideImages());
  const chapters = await Promise.all(
    guidePages.map(async (name) => {
      const markdown = await source(name);
      return { name, markdown, ...renderMarkdown(markdown, targets) };
    }),
  );
  await checkListed();
  checkAnchors(chapters);
  return chapters;
}

/** Renders the guide: path in the site → HTML. */
export function renderGuide(chapters: Chapter[], version: string): Map<string, string> {
  const pages = new Map([['guide/', renderContents(chapters, version)]]);
  chapters.forEach((chapter, index) => pages.set(`guide/${chapter.name}/`, renderChapter(chapters, index, version)));
  return pages;
}

function source(name: string): Promise<string> {
  if (name === 'changelog') return readChangelog();
  return readFile(new URL(`guide/${name}.md`, import.meta.url), 'utf8');
}

/** Reads the pictures in guide/images/: PNG and SVG files. */
export async function guideImages(): Promise<{ name: string; content: Buffer }[]> {
  const folder = new URL('guide/images/', import.meta.url);
  const names = (await readdir(folder)).filter((name) => /\.(png|svg)$/.test(name));
  return Promise.all(names.map(async (name) => ({ name, content: await readFile(new URL(name, folder)) })));
}

function linkTargets(apis: ApiDocument[], images: { name: string; content: Buffer }[]): LinkTargets {
  const operations = new Map(
    apis.flatMap((api) =>
      api.operations.map((operation) => [operation.id, `../../docs/${operationAnchor(api, operation)}`]),
    ),
  );
  return {
    operation: (id) => operations.get(id),
    image(href): Image {
      const image = images.find(({ name }) => href === `images/${name}`);
      if (!image) throw new Error(`The guide shows ${href}, which does not exist.`);
      return { src: `../${href}`, ...sizeOf(image) };
    },
    page(href) {
      const [file = '', section] = href.split('#');
      const name = file.replace(/\.md$/, '');
      if (!guidePages.some((page) => page === name))
        throw new Error(`The guide links to ${href}, which does not exist.`);
      return section ? `../${name}/#${section}` : `../${name}/`;
    },
  };
}

function sizeOf({ name, content }: { name: string; content: Buffer }): Pick<Image, 'width' | 'height'> {
  if (name.endsWith('.svg')) {
    const [, width, height] = /<svg\b[^>]* width="(\d+)" height="(\d+)"/.exec(content.toString()) ?? [];
    if (width === undefined || height === undefined) throw new Error(`${name} does not say how large it is.`);
    return { width: Number(width), height: Number(height) };
  }
  // The header of a PNG comes first and begins with the size.
  return { width: content.readUInt32BE(16), height: content.readUInt32BE(20) };
}

/** @throws Error for a file that the list of pages does not contain */
async function checkListed(): Promise<void> {
  const files = await readdir(new URL('guide/', import.meta.url));
  const forgotten = files.filter((file) => file.endsWith('.md') && !guidePages.some((page) => `${page}.md` === file));
  if (forgotten.length > 0) throw new Error(`The guide's list of pages lacks ${forgotten.join(', ')}.`);
}

/** @throws Error for a link to a heading that does not exist */
function checkAnchors(chapters: Chapter[]): void {
  const hasSection = (page: string, section: string): boolean =>
    chapters.some(({ name, html }) => name === page && (section === '' || html.includes(`id="${section}"`)));
  for (const { name, html } of chapters) {
    for (const [, page = '', section = ''] of html.matchAll(/href="(?:\.\.\/([a-z-]+)\/)?#([^"]+)"/g)) {
      if (!hasSection(page || name, section))
        throw new Error(`guide/${name}.md links to #${section}, which ${page || name} lacks.`);
    }
  }
  for (const { href } of guideTasks.flatMap(({ links }) => links)) {
    const [page = '', section = ''] = href.split(/\/#?/);
    if (!hasSection(page, section)) throw new Error(`The tasks of the guide link to ${href}, which does not exist.`);
  }
}

function renderContents(chapters: Chapter[], version: string): string {
  const parts = guideSections.map(({ title, pages, links = [] }) => {
    const items = [
      ...links.map((link) => contentsItem(`../${link.href}`, link.title, link.description)),
      ...chaptersOf(chapters, pages).map((chapter) =>
        contentsItem(`${chapter.name}/`, chapter.title, chapter.description),
      ),
    ];
    return `<h2>${title}</h2>\n<ul class="chapters">\n${items.join('\n')}\n</ul>`;
  });
  return renderPage({
    path: 'guide/',
    title: 'Guide · Mockplane',
    description:
      'How to start Mockplane, use it in tests and with SQL clients, and control its state, clock and faults.',
    markdown: 'index.md',
    section: 'guide',
    layout: 'guide',
    body: `<main id="content" class="contents prose">
<h1>Guide</h1>
<p>New here? Read <a href="getting-started/">First five minutes</a>.</p>
<h2>Find your task</h2>
${renderTasks('', guideTasks)}
${parts.join('\n')}
</main>
${renderFooter(rootOf('guide/'), version)}`,
  });
}

function contentsItem(href: string, title: string, description: string): string {
  return `<li><a href="${href}"><strong>${escapeHtml(title)}</strong><span>${escapeHtml(description)}</span></a></li>`;
}

function chaptersOf(chapters: readonly Chapter[], pages: readonly string[]): Chapter[] {
  return chapters.filter(({ name }) => pages.includes(name));
}

function renderChapter(chapters: Chapter[], index: number, version: string): string {
  const chapter = chapters[index];
  if (!chapter) throw new Error(`The guide has no page ${index}.`);
  const path = `guide/${chapter.name}/`;
  const list = renderNavigation(chapters, chapter);
  const sections = chapter.sections
    .map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`)
    .join('\n');
  return renderPage({
    path,
    title: `${chapter.title} · Mockplane guide`,
    description: chapter.description,
    markdown: `../${chapter.name}.md`,
    section: 'guide',
    layout: 'guide',
    body: `<details class="pages"><summary>Guide: ${escapeHtml(chapter.title)}</summary><nav aria-label="Guide pages">${list}</nav></details>
<div class="columns">
<nav class="sidebar" aria-label="Guide">${list}</nav>
<main id="content">
<article class="prose">
${chapter.html}</article>
<nav class="turn" aria-label="Previous and next page">${turn(chapters[index - 1], 'Previous')}${turn(chapters[index + 1], 'Next')}</nav>
</main>
${sections ? `<nav class="sections" aria-label="On this page"><p>On this page</p><ul>${sections}</ul></nav>` : '<div class="sections"></div>'}
</div>
${renderFooter(rootOf(path), version)}`,
  });
}

/** Renders the list of all pages, in their parts, as the current page shows it. */
function renderNavigation(chapters: readonly Chapter[], { name: current }: Chapter): string {
  const item = (href: string, title: string, name?: string): string =>
    `<li><a href="${href}"${name === current ? ' aria-current="page"' : ''}>${escapeHtml(title)}</a></li>`;
  return guideSections
    .map(({ title, pages, links = [] }) => {
      const items = [
        ...links.map((link) => item(`../../${link.href}`, link.title)),
        ...chaptersOf(chapters, pages).map((chapter) => item(`../${chapter.name}/`, chapter.title, chapter.name)),
      ];
      return `<p>${title}</p>\n<ul>${items.join('\n')}</ul>`;
    })
    .join('\n');
}

function turn(chapter: Chapter | undefined, label: 'Previous' | 'Next'): string {
  if (!chapter) return '';
  const rel = label === 'Previous' ? 'prev' : 'next';
  return `<a class="${rel}" rel="${rel}" href="../${chapter.name}/"><span>${label}</span>${escapeHtml(chapter.title)}</a>`;
}
