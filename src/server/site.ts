import { existsSync, readdirSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { PlainRequest } from '../contract/message.ts';
import { Problem } from '../contract/problem.ts';
import { problemBody, problemMediaType } from '../contract/problem-details.ts';

export interface SiteOptions {
  /** Shown on the pages and filled in for Try-it. */
  readonly token: string;
  readonly version: string;
  readonly apis: readonly string[];
  /** Refuses whoever must not learn the token: see `createGuard`. */
  readonly guard: (request: Pick<PlainRequest, 'headers'>) => void;
}

/** The built site: beside the compiled server, or in `dist` when the server runs from its sources. */
const siteFolder = new URL(import.meta.url.endsWith('.ts') ? '../../dist/site/' : '../site/', import.meta.url);

/**
 * What the pages may do: scripts of this server only, no other host at all. The API reference sets styles inline, and
 * shows pictures that it makes; no other page does. What can be said in a page stands there too: see `page.ts`.
 */
function contentSecurityPolicy(path: string): string {
  const isReference = path.endsWith(`${sep}docs${sep}index.html`);
  return [
    "default-src 'none'",
    "script-src 'self'",
    isReference ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
    isReference ? "img-src 'self' data: blob:" : "img-src 'self'",
    ...(isReference ? ["font-src 'self' data:", "worker-src 'self' blob:"] : []),
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Goes with everything that is served from here. */
const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** Serves the landing page, the docs, the guide and the OpenAPI documents, as `npm run docs` wrote them. */
export async function serveSite(app: FastifyInstance, { token, version, apis, guard }: SiteOptions): Promise<void> {
  // The token is for pages of this origin: no CORS header here, none that shares it across sites, and no other name of
  // this machine, which a page elsewhere could have given it (DNS rebinding).
  app.get('/site.json', (request, reply) => {
    reply.headers({ ...always, 'cross-origin-resource-policy': 'same-origin', 'cache-control': 'no-store' });
    try {
      guard({ headers: request.raw.headers as PlainRequest['headers'] });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return reply
        .code(error.status)
        .type(problemMediaType)
        .send(JSON.stringify(problemBody(error)));
    }
    return reply.send({ served: true, version, token, apis });
  });

  if (!existsSync(siteFolder)) {
    app.get('/', (_request, reply) =>
      reply.headers(always).type('text/plain').send('The pages are not built. Run: npm run docs\n'),
    );
    return;
  }
  // The plugin's own redirects fail on a site that has an index at its root.
  for (const folder of pageFolders())
    app.get(folder, (_request, reply) => reply.headers(always).redirect(`${folder}/`, 301));
  const { default: serveStatic } = await import('@fastify/static');
  await app.register(serveStatic, {
    root: fileURLToPath(siteFolder),
    wildcard: false,
    globIgnore: ['site.json'],
    setHeaders(reply, path) {
      for (const [name, value] of Object.entries(always)) reply.header(name, value);
      if (path.endsWith('.html')) reply.header('content-security-policy', contentSecurityPolicy(path));
      if (path.includes(`${sep}openapi${sep}`)) reply.header('access-control-allow-origin', '*');
      else reply.header('cross-origin-resource-policy', 'same-origin');
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
