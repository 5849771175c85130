import { existsSync, readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, relative } from 'node:path';
import { pipeline as pipe } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { splitTarget } from './target.ts';

export interface SiteOptions {
  /** Shown on the pages and filled in for Try-it. */
  readonly token: string;
  readonly version: string;
  readonly apis: readonly string[];
}

/** The pages: landing page, docs, guide, inspector, and the OpenAPI documents. */
export interface Site {
  /** Answers a request for one of its files. @returns whether it was one */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
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

/** How a path is answered. */
type Page = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves the files that `npm run docs` wrote; it looks for them once, so no path leads anywhere else. */
export function createSite(options: SiteOptions): Site {
  const pages = existsSync(siteFolder) ? findPages() : new Map([['/', notBuilt]]);
  const settings = JSON.stringify({ served: true, ...options });
  pages.set('/site.json', (_request, response) => sendSettings(response, settings));
  return {
    serve(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false;
      const page = pages.get(splitTarget(request.url!).path);
      page?.(request, response);
      return page !== undefined;
    },
  };
}

/** Whether the pages are there to be served. */
export function siteIsBuilt(): boolean {
  return existsSync(siteFolder);
}

/** By path: each file under its name, an index under its folder too, which leads there without its slash. */
function findPages(): Map<string, Page> {
  const pages = new Map<string, Page>();
  for (const entry of readdirSync(siteFolder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = relative(fileURLToPath(siteFolder), join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    const page: Page = (request, response) => void sendFile(request, response, file);
    pages.set(`/${file}`, page);
    if (entry.name !== 'index.html') continue;
    const folder = `/${file.slice(0, -entry.name.length)}`;
    pages.set(folder, page);
    if (folder !== '/') pages.set(folder.slice(0, -1), (_request, response) => redirect(response, folder));
  }
  return pages;
}

async function sendFile(request: IncomingMessage, response: ServerResponse, file: string): Promise<void> {
  try {
    const { default: send } = await import('@fastify/send');
    const { statusCode, headers, stream } = await send(request, `/${file}`, { root: fileURLToPath(siteFolder) });
    response.writeHead(statusCode, {
      ...headers,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      ...(file.endsWith('.html') && { 'content-security-policy': contentSecurityPolicy }),
      ...(file.startsWith('openapi/') && { 'access-control-allow-origin': '*' }),
    });
    await pipe(stream, response);
  } catch {
    // The reader has gone, or the file while the site was built anew.
    response.destroy();
  }
}

/** The token is for pages of this origin: no CORS header here, and none that shares it across sites. */
function sendSettings(response: ServerResponse, settings: string): void {
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(settings),
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  });
  response.end(settings);
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(301, { location, 'content-length': 0 });
  response.end();
}

function notBuilt(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.end('The pages are not built. Run: npm run docs\n');
}
