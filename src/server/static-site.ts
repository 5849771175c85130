import type Send from '@fastify/send';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, relative } from 'node:path';
import { pipeline as pipe } from 'node:stream/promises';
import type { PlainRequest } from '../contract/http-message.ts';
import { lazy } from '../contract/lazy.ts';
import { ownFile } from '../contract/own-files.ts';
import { Problem } from '../contract/problem.ts';
import { rememberTexts } from '../contract/remember-texts.ts';
import { problemBody, problemMediaType } from '../contract/problem-details.ts';
import { answerCliLogin, sendCliLogin } from './cli-login.ts';
import { chooseCoding, codings } from './content-coding.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { type OpenApiDocument, sendOpenApiDocument } from './openapi-documents.ts';
import { createDocumentPages, type UserDocuments } from './user-documents.ts';
import { splitTarget } from '../pipeline/request-target.ts';

export interface SiteOptions {
  /** The token that the pages show and that Try-it sends. */
  readonly token: string;
  /** Begins a session of the user. @returns its token */
  readonly session: () => string;
  /** The user whom the token stands for, and who signs in with the vendor's CLI. */
  readonly username: string;
  readonly version: string;
  readonly apis: readonly string[];
  /** The OpenAPI documents, each under the names that it has on this server. */
  readonly documents: readonly OpenApiDocument[];
  /** The documents of the user; undefined if there are none. */
  readonly userDocuments?: UserDocuments | undefined;
  /** Whether a path belongs to an API. A browser gets a page for any other unknown path. */
  readonly isApi: (path: string) => boolean;
  /** Throws for a request that must not learn the token: see `createOriginGuard`. */
  readonly guard: (request: Pick<PlainRequest, 'headers'>) => void;
}

/** The landing page, reference, guide, inspector and OpenAPI documents. */
export interface StaticSite {
  /** Answers a request for one of its files. @returns false if the path is not one of them */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
}

/** The folder of the built site: beside the compiled server, or `dist/site` when running from the sources. */
const siteFolder = ownFile(import.meta.url, import.meta.url.endsWith('.ts') ? '../../dist/site' : '../site');

const notFound = '404.html';

/** The landing page of a server that has only documents of the user. It has no path of its own. */
const ownLanding = '_mockplane/documents.html';

const landingPaths: readonly string[] = ['/', '/index.html'];

/** The name that browsers ask for. */
const icon = 'favicon.ico';

/** The policy header of a page. Pages also state the rules that a `<meta>` element can state: see `page.ts`. */
function policyOf(file: string): string {
  // The hashes of its script and style are in its own `<meta>` element.
  if (file === notFound) return "frame-ancestors 'none'";
  return contentSecurityPolicy(file === 'docs/index.html', ["connect-src 'self'", "frame-ancestors 'none'"]);
}

/** Headers of every response of the site. */
const commonHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
} as const;

const sameOrigin = { 'cross-origin-resource-policy': 'same-origin' } as const;

/** Answers requests for one path. */
type Page = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves the files that `npm run docs` wrote. It lists them once, so no path can lead outside the folder. */
export function createStaticSite({
  guard,
  username,
  session,
  documents,
  userDocuments,
  isApi,
  ...shared
}: SiteOptions): StaticSite {
  const isBuilt = existsSync(siteFolder);
  // Listed with the first request for a page: a server that only answers an API never does.
  const pages = lazy(() => {
    const isOwn = userDocuments?.hasBuiltIn === false;
    const found = isBuilt ? findPages(documents, isOwn) : new Map([['/', notBuilt]]);
    return found.set('/site.json', (request, response) => sendSettings(request, response, guard, settings()));
  });
  const beginnings = new Set(['', 'site.json', icon, ...(isBuilt ? readdirSync(siteFolder) : [])]);
  const pageAt = (path: string): Page | undefined => {
    const end = path.indexOf('/', 1);
    return beginnings.has(path.slice(1, end < 0 ? undefined : end)) ? pages().get(path) : undefined;
  };
  // Nearly every request is for an API.
  const isOfApiAlone = rememberTexts((path) => isApi(path) && pageAt(path) === undefined);
  const own =
    userDocuments &&
    createDocumentPages({
      ...userDocuments,
      token: shared.token,
      headers: commonHeaders,
      builtInOperations: readOperations,
    });
  const settings = (): string => JSON.stringify({ served: true, ...shared, ...own?.settings() });
  return {
    serve(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false;
      const login = answerCliLogin({ session, username, guard }, request);
      if (login) {
        sendCliLogin(response, login);
        return true;
      }
      const { path } = splitTarget(request.url!);
      if (!own && isOfApiAlone(path)) return false;
      if (own?.owns(path)) return false;
      if (own?.serve(path, request, response)) return true;
      const page = pageAt(path);
      if (page) page(request, response);
      else if (own || isApi(path) || !pages().has(`/${notFound}`) || !acceptsHtml(request)) return false;
      else void sendFile(request, response, notFound, [], 404);
      return true;
    },
  };
}

/** Whether a browser sent the request to show the response. Programs accept any type, or name JSON. */
function acceptsHtml({ headers: { accept = '' } }: IncomingMessage): boolean {
  return accept.includes('text/html');
}

/** Whether the site has been built. */
export function isSiteBuilt(): boolean {
  return existsSync(siteFolder);
}

/**
 * Maps paths to pages: each file under its name, an index under its folder too, and the folder without its slash as a
 * redirect.
 *
 * @param isOwn whether the server has only documents of the user
 */
function findPages(documents: readonly OpenApiDocument[], isOwn: boolean): Map<string, Page> {
  const pages = new Map<string, Page>();
  const files = new Set(
    readdirSync(siteFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(siteFolder, join(entry.parentPath, entry.name)).replaceAll('\\', '/')),
  );
  for (const file of files) {
    // The compressed files are sent in place of the others and have no path of their own.
    if (Object.values(codings).some((ending) => file.endsWith(ending))) continue;
    const available = encodings.filter((coding) => files.has(file + codings[coding]));
    const page: Page = (request, response) => void sendFile(request, response, file, available);
    if (file === ownLanding) {
      if (isOwn) for (const path of landingPaths) pages.set(path, page);
      continue;
    }
    if (isOwn && landingPaths.includes(`/${file}`)) continue;
    pages.set(`/${file}`, page);
    if (file !== 'index.html' && !file.endsWith('/index.html')) continue;
    const folder = `/${file.slice(0, -'index.html'.length)}`;
    pages.set(folder, page);
    if (folder === '/') continue;
    // A relative location keeps the prefix that a reverse proxy adds to the path.
    const location = `${folder.slice(1, -1).split('/').at(-1)}/`;
    pages.set(folder.slice(0, -1), (_request, response) => redirect(response, location));
  }
  // A browser that shows a response of an API asks for this name. The journal would have a refused request for it.
  const drawn = pages.get('/assets/favicon.svg');
  if (drawn) pages.set(`/${icon}`, drawn);
  for (const { name, file, prefix } of documents) {
    for (const ending of ['json', 'yaml']) {
      const path = join(siteFolder, 'openapi', `${file}.${ending}`);
      pages.set(`/openapi/${name}.${ending}`, (request, response) => {
        // The client disconnected, or a rebuild removed the file.
        sendOpenApiDocument(request, response, { path, prefix }).catch(() => response.destroy());
      });
    }
  }
  return pages;
}

const encodings = Object.keys(codings) as (keyof typeof codings)[];

/**
 * @param available the codings in which the build wrote the file, too
 * @param status in place of that of the file: 200, or 304
 */
async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: string,
  available: typeof encodings,
  status?: number,
): Promise<void> {
  try {
    const { default: send } = await import('@fastify/send');
    const accepted = request.headers['accept-encoding'];
    const coding = chooseCoding(Array.isArray(accepted) ? accepted.join(',') : accepted, available);
    const sent = coding === 'identity' ? file : file + codings[coding];
    const { statusCode, headers, stream } = await send(request, `/${sent}`, {
      root: siteFolder,
      // Nobody resumes a page, and the refusal of an invalid range would have another shape than ours.
      acceptRanges: false,
    });
    response.writeHead(status ?? statusCode, {
      ...headers,
      ...commonHeaders,
      ...(available.length > 0 && { vary: 'Accept-Encoding' }),
      ...(coding !== 'identity' && statusCode === 200 && encodedHeaders(send, file, coding)),
      ...(file.endsWith('.html') && { 'content-security-policy': policyOf(file) }),
      ...sameOrigin,
    });
    await pipe(stream, response);
  } catch {
    // The client disconnected, or a rebuild removed the file.
    response.destroy();
  }
}

/** The headers of a compressed file. Its own name would give it the type of an archive. */
function encodedHeaders(send: typeof Send, file: string, coding: string): Record<string, string> {
  const type = send.mime.getType(file) ?? 'application/octet-stream';
  // The library writes this name in this case.
  return { 'content-encoding': coding, 'Content-Type': send.isUtf8MimeType(type) ? `${type}; charset=utf-8` : type };
}

/**
 * Sends the settings with the token, which only pages of this origin may read: no CORS header, no sharing across sites,
 * and a guard against foreign host names of this machine (DNS rebinding).
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
    ...commonHeaders,
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
  response.writeHead(301, { ...commonHeaders, location, 'content-length': 0 });
  response.end();
}

/** The operations of the built-in APIs, from the file that the build wrote. */
function readOperations(): readonly unknown[] {
  const file = join(siteFolder, '_mockplane/operations.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly unknown[]) : [];
}

function notBuilt(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { ...commonHeaders, 'content-type': 'text/plain' });
  response.end('The pages are not built. Run: npm run docs\n');
}
