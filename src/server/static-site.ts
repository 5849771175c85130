import { existsSync, readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, relative } from 'node:path';
import { pipeline as pipe } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { PlainRequest } from '../contract/http-message.ts';
import { Problem } from '../contract/problem.ts';
import { problemBody, problemMediaType } from '../contract/problem-details.ts';
import { answerCliLogin, sendCliLogin } from './cli-login.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { splitTarget } from '../pipeline/request-target.ts';

export interface SiteOptions {
  /** Shown on the pages and filled in for Try-it. */
  readonly token: string;
  /** Begins a session of the user. @returns its token */
  readonly session: () => string;
  /** The user whom the token stands for, and who signs in with the vendor's CLI. */
  readonly username: string;
  readonly version: string;
  readonly apis: readonly string[];
  /** Refuses whoever must not learn the token: see `createGuard`. */
  readonly guard: (request: Pick<PlainRequest, 'headers'>) => void;
}

/** The pages: landing page, docs, guide, inspector, and the OpenAPI documents. */
export interface StaticSite {
  /** Answers a request for one of its files. @returns whether it was one */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
}

/** The built site: beside the compiled server, or in `dist` when the server runs from its sources. */
const siteFolder = new URL(import.meta.url.endsWith('.ts') ? '../../dist/site/' : '../site/', import.meta.url);

/** What can be said in a page stands there too: see `page.ts`. */
function policyOf(file: string): string {
  return contentSecurityPolicy(file === 'docs/index.html', ["connect-src 'self'", "frame-ancestors 'none'"]);
}

/** Goes with everything that is served from here. */
const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
} as const;

const sameOrigin = { 'cross-origin-resource-policy': 'same-origin' } as const;

/** How a path is answered. */
type Page = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves the files that `npm run docs` wrote; it looks for them once, so no path leads anywhere else. */
export function createStaticSite({ guard, username, session, ...known }: SiteOptions): StaticSite {
  const pages = existsSync(siteFolder) ? findPages() : new Map([['/', notBuilt]]);
  const settings = JSON.stringify({ served: true, ...known });
  pages.set('/site.json', (request, response) => sendSettings(request, response, guard, settings));
  return {
    serve(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false;
      const login = answerCliLogin({ session, username, guard }, request);
      if (login) {
        sendCliLogin(response, login);
        return true;
      }
      const page = pages.get(splitTarget(request.url!).path);
      page?.(request, response);
      return page !== undefined;
    },
  };
}

/** Whether the pages are there to be served. */
export function isSiteBuilt(): boolean {
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
    const { statusCode, headers, stream } = await send(request, `/${file}`, {
      root: fileURLToPath(siteFolder),
      // Nobody resumes a page, and a range that is none would be refused in the words of another.
      acceptRanges: false,
    });
    response.writeHead(statusCode, {
      ...headers,
      ...always,
      ...(file.endsWith('.html') && { 'content-security-policy': policyOf(file) }),
      ...(file.startsWith('openapi/') ? { 'access-control-allow-origin': '*' } : sameOrigin),
    });
    await pipe(stream, response);
  } catch {
    // The reader has gone, or the file while the site was built anew.
    response.destroy();
  }
}

/**
 * The token is for pages of this origin: no CORS header here, none that shares it across sites, and no other name of
 * this machine, which a page elsewhere could have given it (DNS rebinding).
 */
function sendSettings(
  { headers }: IncomingMessage,
  response: ServerResponse,
  guard: SiteOptions['guard'],
  settings: string,
): void {
  const problem = refusal(() => guard({ headers: headers as PlainRequest['headers'] }));
  const body = problem ? JSON.stringify(problemBody(problem)) : settings;
  response.writeHead(problem?.status ?? 200, {
    ...always,
    ...sameOrigin,
    'content-type': problem ? problemMediaType : 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}

function refusal(admit: () => void): Problem | undefined {
  try {
    admit();
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(301, { ...always, location, 'content-length': 0 });
  response.end();
}

function notBuilt(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { ...always, 'content-type': 'text/plain' });
  response.end('The pages are not built. Run: npm run docs\n');
}
