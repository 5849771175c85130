import { createHash } from 'node:crypto';
import { contentSecurityPolicy } from '../server/content-security-policy.ts';

/**
 * Finds the root of the site, which is the nearest folder above the address with a `site.json`, and points the links
 * there. A static host sends this page at any depth, so relative links lead nowhere.
 */
const script = `
const folders = location.pathname.split('/').slice(0, -1);
for (let depth = folders.length; depth > 0; depth--) {
  const root = folders.slice(0, depth).join('/') + '/';
  const response = await fetch(root + 'site.json').catch(() => undefined);
  if (!response || !response.ok) continue;
  for (const link of document.links) link.href = root + link.dataset.page;
  break;
}
`;

const style = `
:root { color-scheme: light dark; }
body { max-width: 36rem; margin: 18vh auto 0; padding: 0 1.5rem; font: 16px/1.6 ui-sans-serif, system-ui, sans-serif;
  background: light-dark(#ffffff, #0e1116); color: light-dark(#17201f, #e4e9ec); }
a { color: light-dark(#0b6b63, #5fdccb); margin-right: 1.25rem; }
`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Renders the page for an unknown address, which static hosts and the server send. It loads no other file. */
export function renderNotFound(): string {
  const policy = contentSecurityPolicy(false, ["connect-src 'self'"])
    .replace("script-src 'self'", `script-src ${hashOf(script)}`)
    .replace("style-src 'self'", `style-src ${hashOf(style)}`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>No such page · Mockplane</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>There is no such page</h1>
<p>The address has a typo, or the page has moved. Begin again at one of these:</p>
<p><a href="/" data-page="">Start</a> <a href="/guide/" data-page="guide/">Guide</a> <a href="/docs/" data-page="docs/">Reference</a></p>
</main>
<script type="module">${script}</script>
</body>
</html>
`;
}
