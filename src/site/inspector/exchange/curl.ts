import type { ExchangeDetails, Message } from '../model/schemas.ts';
import { tokenPlaceholder } from '../model/server-token.ts';

/** The server and the token of a command. */
export interface CurlOptions {
  /** `http://127.0.0.1:4010` */
  readonly origin: string;
  /** The token that replaces a redacted credential. */
  readonly token: string;
}

/** Headers that follow from the rest of the request, or that describe the program that sent it. */
const left = /^(host|connection|content-length|transfer-encoding|accept-encoding|user-agent|keep-alive|cookie|sec-.*)$/;

/** Formats a command that repeats the request of an exchange. */
export function toCurl(exchange: ExchangeDetails, { origin, token: serverToken }: CurlOptions): string {
  const { method, target, api, request, status } = exchange;
  const { headers, body } = request;
  // The journal keeps no credential. One that was refused was not the server's.
  const token = status === 401 ? tokenPlaceholder : serverToken;
  const parts = [['curl', ...flags(method, target, body), quote(origin + target)].join(' ')];
  for (const [name, value] of Object.entries(headers)) {
    if (left.test(name) || (name === 'accept' && value === '*/*')) continue;
    const isHidden = value === '…';
    parts.push(`-H ${isHidden ? quoteToken(header(name, credential(name, api, token))) : quote(header(name, value))}`);
  }
  // Without a content type, curl would send the body as a form.
  if (body !== undefined && headers['content-type'] === undefined) parts.push(`-H 'content-type:'`);
  const missing = missingPart(request);
  if (missing !== undefined) parts.push(`--data-binary @${bodyFile}`);
  else if (body !== undefined) parts.push(`--data-raw ${quote(body)}`);
  const command = parts.join(' \\\n  ');
  return missing === undefined ? command : `# ${missing} Save it as ${bodyFile} first.\n${command}`;
}

/** The file of a body that the command cannot hold. */
const bodyFile = 'body.bin';

/** Says why the journal's text is not the body that was sent; undefined if it is. */
export function missingPart(message: Message): string | undefined {
  const { body = '', bodyBytes } = message;
  if (isTruncated(message)) return `The body has ${bodyBytes} bytes, and the journal keeps only the first 64 KiB.`;
  // Bytes that are not UTF-8 are replaced by a character of three bytes.
  const isDamaged = body.includes('\uFFFD') && new TextEncoder().encode(body).length !== bodyBytes;
  return isDamaged ? `The body has ${bodyBytes} bytes that are not text, and the journal keeps only text.` : undefined;
}

/** The journal truncates a body to this many characters. */
const kept = 65_536;

/** Whether the journal truncated the body. Redacted credentials do not count. */
export function isTruncated({ body = '', bodyBytes }: Message): boolean {
  return bodyBytes > kept && new TextEncoder().encode(body).length < bodyBytes;
}

function flags(method: string, target: string, body: string | undefined): string[] {
  const all: string[] = [];
  if (method === 'HEAD') all.push('--head');
  else if (method !== (body === undefined ? 'GET' : 'POST')) all.push(`-X ${method}`);
  if (/[[\]{}]/.test(target)) all.push('--globoff');
  if (target.includes('/.')) all.push('--path-as-is');
  return all;
}

function header(name: string, value: string): string {
  return value === '' ? `${name};` : `${name}: ${value}`;
}

function credential(name: string, api: string | undefined, token: string): string {
  if (name !== 'authorization') return token;
  return `${api === 'lambda' ? 'Token' : 'Bearer'} ${token}`;
}

/** Quotes a header with a token. Only double quotes let the shell replace the placeholder, and it alone. */
function quoteToken(text: string): string {
  if (!text.includes(tokenPlaceholder)) return quote(text);
  const parts = text.split(tokenPlaceholder).map((part) => part.replaceAll(/["`\\$]/g, '\\$&'));
  return `"${parts.join(tokenPlaceholder)}"`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
