import type { ApiDocument } from './documents.ts';
import { escapeHtml } from './html.ts';
import { renderOperations } from './operation-list.ts';
import { renderPage } from './page.ts';

/** Renders the API reference: both documents in one page. Until its script runs, the page shows a plain list. */
export function renderReference(apis: ApiDocument[]): string {
  const sources = apis.map(({ name, document, title, schemes }) => ({
    slug: name,
    title,
    url: `../openapi/${document}.json`,
    schemes,
  }));
  const list = apis.map((api) => `<h3>${escapeHtml(api.title)}</h3>\n${renderOperations(api, '')}`).join('\n');
  return renderPage({
    path: 'docs/',
    title: 'API reference · Mockplane',
    description: `Every operation of the ${apis.map((api) => api.title).join(' and the ')}, with examples and Try-it.`,
    markdown: 'index.md',
    section: 'docs',
    layout: 'reference',
    scripts: [
      { name: 'scalar.js', type: 'plain' },
      { name: 'reference.js', type: 'module' },
    ],
    body: `<p class="banner" data-when="static" hidden>This page is not served by Mockplane. Start it with <code>npx mockplane</code>, and Try-it reaches it at <code>http://127.0.0.1:4010</code>.</p>
<div id="content">
<main id="plain" class="prose">
<h1>API reference</h1>
<p role="status">Loading the reference. Without scripts, read the documents: ${documentLinks(apis)}.</p>
<div class="list">
${list}
</div>
</main>
<div id="reference" data-sources="${escapeHtml(JSON.stringify(sources))}"></div>
</div>`,
  });
}

function documentLinks(apis: ApiDocument[]): string {
  return apis.map(({ document }) => `<a href="../openapi/${document}.yaml">${document}.yaml</a>`).join(', ');
}
