import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { chooseCoding } from './content-coding.ts';

/** An OpenAPI document that a server offers below `/openapi/`. */
export interface OpenApiDocument {
  /** The name in its URL, without the ending. */
  readonly name: string;
  /** The name of its file in the built site, without the ending. */
  readonly file: string;
  /** The start of its paths on this server; empty at the root. */
  readonly prefix: string;
}

/** The server of this machine in a built document, and its description. */
const builtUrl = 'http://127.0.0.1:4010';
const builtDescription = 'Mockplane on this machine';

/** A host name or address with a port; others are replaced by the address of the connection. */
const plainHost = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i;

/**
 * Replaces the server of a built document by the one that sends it.
 *
 * @param url the URL of the root of the API on this server
 */
export function withServer(text: string, url: string): string {
  // Descriptions before the servers can mention the URL, too.
  const servers = Math.max(text.indexOf('"servers":'), text.indexOf('\nservers:'));
  const start = text.indexOf(builtUrl, Math.max(servers, 0));
  if (start < 0) return text;
  const rest = text.slice(start);
  // In YAML the URL has no quotes. The new one needs none either.
  const end = /[\s"]/.exec(rest)?.index ?? rest.length;
  return text.slice(0, start) + url + rest.slice(end).replace(builtDescription, 'This Mockplane');
}

/** Sends the document in a file, with the URL at which the client reached this server. */
export async function sendOpenApiDocument(
  request: IncomingMessage,
  response: ServerResponse,
  { path, prefix }: { readonly path: string; readonly prefix: string },
): Promise<void> {
  const text = withServer(await readFile(path, 'utf8'), originOf(request) + prefix);
  const accepted = request.headers['accept-encoding'];
  const isCompressed = chooseCoding(accepted, ['gzip']) === 'gzip';
  const body = isCompressed ? await promisify(gzip)(text) : Buffer.from(text);
  response.writeHead(200, {
    'content-type': path.endsWith('.json') ? 'application/json; charset=utf-8' : 'text/yaml; charset=utf-8',
    'content-length': body.byteLength,
    // Two names of this server give two documents.
    vary: 'Accept-Encoding, Host',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'access-control-allow-origin': '*',
    ...(isCompressed && { 'content-encoding': 'gzip' }),
  });
  response.end(body);
}

/** The scheme is that of a proxy, if there is one; the server itself speaks plain HTTP. */
function originOf({ headers, socket }: IncomingMessage): string {
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  const host = headers.host !== undefined && plainHost.test(headers.host) ? headers.host : addressOf(socket);
  return `${scheme}://${host}`;
}

function addressOf({ localAddress = '127.0.0.1', localPort }: Socket): string {
  return `${localAddress.includes(':') ? `[${localAddress}]` : localAddress}:${localPort}`;
}
