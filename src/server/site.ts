import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

export interface SiteOptions {
  /** Shown on the pages and filled in for Try-it. */
  readonly token: string;
  readonly version: string;
  readonly apis: readonly string[];
}

/** The built site: beside the compiled server, or in `dist` when the server runs from its sources. */
const siteFolder = new URL(import.meta.url.endsWith('.ts') ? '../../dist/site/' : '../site/', import.meta.url);

/**
 * What the pages may do: scripts of this server only, no other host at all. Styles may stand inline, as the API
 * reference sets them so.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join('; ');

/** Serves the landing page, the docs, the guide and the OpenAPI documents, as `npm run docs` wrote them. */
export async function serveSite(app: FastifyInstance, { token, version, apis }: SiteOptions): Promise<void> {
  // The token is for pages of this origin: no CORS header here, and none that shares it across sites.
  app.get('/site.json', (_request, reply) =>
    reply
      .header('cross-origin-resource-policy', 'same-origin')
      .header('cache-control', 'no-store')
      .send({ served: true, version, token, apis }),
  );

  if (!existsSync(siteFolder)) {
    app.get('/', (_request, reply) => reply.type('text/plain').send('The pages are not built. Run: npm run docs\n'));
    return;
  }
  // The plugin's own redirects fail on a site that has an index at its root.
  for (const folder of pageFolders()) app.get(folder, (_request, reply) => reply.redirect(`${folder}/`, 301));
  const { default: serveStatic } = await import('@fastify/static');
  await app.register(serveStatic, {
    root: fileURLToPath(siteFolder),
    wildcard: false,
    globIgnore: ['site.json'],
    // Nobody resumes a page, and a range that is none would be refused in the words of another.
    acceptRanges: false,
    setHeaders(reply, path) {
      reply.header('x-content-type-options', 'nosniff');
      reply.header('referrer-policy', 'no-referrer');
      if (path.endsWith('.html')) reply.header('content-security-policy', contentSecurityPolicy);
      if (path.includes('/openapi/')) reply.header('access-control-allow-origin', '*');
    },
  });
}

/** The folders below the root that have an index: `/docs`, `/guide/errors`. */
function pageFolders(): string[] {
  return readdirSync(siteFolder, { recursive: true, encoding: 'utf8' })
    .map((file) => `/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('/index.html') && file !== '/index.html')
    .map((file) => file.slice(0, -'/index.html'.length));
}

/** Whether the pages are there to be served. */
export function siteIsBuilt(): boolean {
  return existsSync(siteFolder);
}
