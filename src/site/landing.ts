import { STATUS_CODES } from 'node:http';
import type { ApiDocument } from './documents.ts';
import { highlight, renderCode } from './highlight.ts';
import { guideTasks, renderTasks } from './guide-tasks.ts';
import { escapeHtml } from './html.ts';
import { renderOperations } from './operation-list.ts';
import { renderFooter, renderPage } from './page.ts';

const server = 'http://127.0.0.1:4010';
const token = 'mockplane-token';

interface Call {
  heading: string;
  note: string;
  operation: string;
  status: number;
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string;
}

const calls: Call[] = [
  {
    heading: 'List the databases of an organization',
    note: "A fresh server has the data of the contract's examples.",
    operation: 'listDatabases',
    status: 200,
    method: 'GET',
    path: '/v1/organizations/my-org/databases',
    headers: { Authorization: `Bearer ${token}` },
  },
  {
    heading: 'Ask for an error',
    note: 'The header Prefer returns any documented response. Here the name is taken.',
    operation: 'createDatabase',
    status: 409,
    method: 'POST',
    path: '/v1/organizations/my-org/databases',
    headers: { Authorization: `Bearer ${token}`, Prefer: 'code=409' },
    body: '{"name": "my-db"}',
  },
  {
    heading: 'Destroy a lambda instance',
    note: 'The second API has the same port and the same token.',
    operation: 'destroyLambdaInstance',
    status: 202,
    method: 'POST',
    path: '/backend/lambda-instances/3/destroy',
    headers: { 'x-api-key': token },
  },
];

/** Renders the landing page: the running server, example calls, and links to the rest. */
export function renderLanding(apis: ApiDocument[], version: string): string {
  return renderPage({
    path: '',
    title: 'Mockplane',
    description:
      'Run the Turso Platform API and the ~okeanos Lambda API on your machine, with state, SQL, a clock and faults.',
    markdown: 'llms.txt',
    layout: 'landing',
    scripts: [{ name: 'landing.js', type: 'module' }],
    body: `<main id="content" class="prose">
<section class="hero">
<div>
<h1>Turso’s control plane, on your machine</h1>
<p class="lead">Mockplane runs the Turso Platform API, with databases that answer SQL, and the ~okeanos Lambda API. It validates every request and every response against the contract. Its own API stops the clock, makes calls fail, and saves and loads the state. You need no account and no network.</p>
<p class="actions"><a class="button primary" href="docs/">API reference</a> <a class="button" href="guide/getting-started/">First five minutes</a></p>
</div>
${renderPanel()}
</section>
<section data-documents aria-label="Your documents" hidden></section>
<section aria-labelledby="calls">
<h2 id="calls">Three calls to try</h2>
<div class="calls">
${calls.map((call) => renderCall(call, apis)).join('\n')}
</div>
</section>
<section aria-labelledby="guide">
<h2 id="guide">Find your task</h2>
${renderTasks('guide/', guideTasks)}
<p class="files"><a href="guide/install/">Install</a> <a href="guide/getting-started/">First five minutes</a> <a href="guide/">All pages of the guide</a></p>
</section>
<section aria-labelledby="apis">
<h2 id="apis">All on one port</h2>
<div class="cards">
${apis.map(renderApi).join('\n')}
</div>
</section>
<section aria-labelledby="operations">
<h2 id="operations">Operations</h2>
<div class="operation-groups">
${apis.map(renderOperationGroup).join('\n')}
</div>
</section>
</main>
${renderFooter('./', version)}`,
  });
}

/** Renders the operations of an API, collapsed: all of them would make the page very long on a phone. */
function renderOperationGroup(api: ApiDocument): string {
  return `<details><summary>${escapeHtml(api.title)} (${api.operations.length})</summary>\n${renderOperations(api, 'docs/')}</details>`;
}

/** Renders both versions of the panel. site.js shows the right one. */
function renderPanel(): string {
  return `<div class="panel">
<div data-when="static">
<p class="state">Not running here</p>
<p>This copy of the site is not served by Mockplane. Start a server in a clone of the repository:</p>
${renderCode('npm ci && npm start', 'sh')}<p>or where the package is <a href="guide/install/">installed</a>:</p>
${renderCode('npx mockplane', 'sh')}<p>Then open <a href="${server}/">${server}</a>.</p>
</div>
${renderRunning('Turso takes the token as <code>Authorization: Bearer</code>, Lambda as <code>x-api-key</code>.')}
</div>`;
}

/** Renders the part of the panel for a running server. @param note about the token, as HTML */
export function renderRunning(note: string): string {
  return `<div data-when="served" hidden>
<p class="state on">Running</p>
<dl>
<dt>URL</dt><dd><code data-copy>${server}</code></dd>
<dt>Token</dt><dd><code data-copy>${token}</code></dd>
<dt>Version</dt><dd data-version></dd>
</dl>
<p>${note}</p>
</div>`;
}

function renderCall(call: Call, apis: ApiDocument[]): string {
  const { heading, note, operation, status, method, path, headers, body } = call;
  const api = apis.find(({ operations }) => operations.some(({ id }) => id === operation));
  if (!api) throw new Error(`The landing page shows ${operation}, which no document has.`);
  const response = api.example(operation, status);
  return `<div class="call" data-call="${escapeHtml(JSON.stringify({ method, path, headers, body }))}">
<div>
<h3>${escapeHtml(heading)}</h3>
<p>${escapeHtml(note)}</p>
${renderCode(curl(call), 'sh')}</div>
<div class="reply" aria-live="polite">
<p class="status">${status} ${STATUS_CODES[status]}</p>
<pre tabindex="0"><code>${highlight(JSON.stringify(response, null, 2), 'json')}</code></pre>
</div>
</div>`;
}

function curl({ method, path, headers, body }: Call): string {
  const lines = [`curl ${method === 'GET' ? '' : `-X ${method} `}${server}${path}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`-H "${name}: ${value}"`);
  if (body) lines.push(`-d '${body}'`);
  return lines.join(' \\\n  ');
}

function renderApi({ name, document, title, summary, prefix, operations, schemes }: ApiDocument): string {
  const [scheme] = Object.values(schemes);
  const header = scheme?.header ? `${scheme.header}: …` : 'Authorization: Bearer …';
  return `<article class="card">
<h3>${escapeHtml(title)}</h3>
<p>${escapeHtml(summary)}</p>
<dl><dt>Operations</dt><dd>${operations.length}</dd><dt>Paths</dt><dd><code>${prefix}/…</code></dd>${scheme ? `<dt>Token</dt><dd><code>${header}</code></dd>` : ''}</dl>
<p class="files"><a href="docs/#${name}">Reference</a> <a href="openapi/${document}.yaml">${document}.yaml</a> <a href="openapi/${document}.json">${document}.json</a></p>
</article>`;
}
