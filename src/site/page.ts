import { contentSecurityPolicy } from '../server/content-security-policy.ts';
import { escapeHtml } from './html.ts';

/** The content and the settings of a page. */
export interface Page {
  /** The folder of the page in the site: '' for the landing page, 'guide/tokens/' for a page of the guide. */
  path: string;
  title: string;
  description: string;
  /** The link to the page as Markdown, relative to its folder; undefined for a page that scripts fill in. */
  markdown?: string;
  /** The entry of the header that is marked as current. */
  section?: 'docs' | 'guide';
  body: string;
  /** Scripts in assets/ that the page needs in addition to the common ones. */
  scripts?: { name: string; type: 'module' | 'plain' }[];
  /** A class of the body, which decides the layout. */
  layout: 'landing' | 'guide' | 'reference';
}

/** The relative path from a page to the root of the site. Links through it work under any base path. */
export function rootOf(path: string): string {
  return '../'.repeat(path.split('/').length - 1) || './';
}

/**
 * The policy of a page on other servers; Mockplane sends a stricter one as a header. The API reference sends requests
 * to a server on this machine.
 */
function policyOf(layout: Page['layout']): string {
  const isReference = layout === 'reference';
  const reach = isReference ? "connect-src 'self' http://127.0.0.1:* http://localhost:*" : "connect-src 'self'";
  return contentSecurityPolicy(isReference, [reach]);
}

/** Renders a whole HTML page. It has no inline script or style, and every link is relative. */
export function renderPage({ path, title, description, markdown, section, body, scripts = [], layout }: Page): string {
  const root = rootOf(path);
  const current = (name: string) => (section === name ? ' aria-current="true"' : '');
  const alternate =
    markdown === undefined
      ? ''
      : `<link rel="alternate" type="text/markdown" href="${markdown}" title="This page as Markdown">\n`;
  const extra = scripts.map(({ name, type }) => script(`${root}assets/${name}`, type)).join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policyOf(layout)}">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(description)}">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0e1116">
${alternate}<link rel="icon" href="${root}assets/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}assets/style.css">
<script src="${root}assets/head.js"></script>
${script(`${root}assets/site.js`, 'module')}${script(`${root}assets/search.js`, 'module')}${extra}</head>
<body class="${layout}" data-root="${root}">
<a class="skip" href="#content">Skip to content</a>
<header class="site-header">
<a class="brand" href="${root}"><img src="${root}assets/favicon.svg" alt="" width="24" height="24">Mockplane</a>
<nav aria-label="Site">
<a href="${root}docs/"${current('docs')}>Reference</a>
<a href="${root}guide/"${current('guide')}>Guide</a>
<a href="${root}_mockplane/">Inspector</a>
</nav>
<button type="button" class="search-open" aria-keyshortcuts="/" aria-label="Search" hidden><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 4 4"/></svg><span>Search</span><kbd>/</kbd></button>
</header>
${body}
</body>
</html>
`;
}

/** Renders the footer of a page. */
export function renderFooter(root: string, version: string): string {
  return `<footer class="site-footer">
<p>Mockplane ${escapeHtml(version)}. MIT licence. Not affiliated with Turso or GRNET.</p>
<p><a href="${root}docs/">Reference</a> <a href="${root}guide/">Guide</a> <a href="${root}openapi/turso.yaml">turso.yaml</a> <a href="${root}openapi/lambda.yaml">lambda.yaml</a></p>
</footer>`;
}

function script(source: string, type: 'module' | 'plain'): string {
  return type === 'module'
    ? `<script type="module" src="${source}"></script>\n`
    : `<script defer src="${source}"></script>\n`;
}
