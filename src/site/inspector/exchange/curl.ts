import type { ExchangeDetails, Message } from '../model/schemas.ts';

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
export function toCurl({ method, target, api, request }: ExchangeDetails, { origin, token }: CurlOptions): string {
  const { headers, body } = request;
  const parts = [['curl', ...flags(method, target, body), quote(origin + target)].join(' ')];
  for (const [name, value] of Object.entries(headers)) {
    if (left.test(name) || (name === 'accept' && value === '*/*')) continue;
    parts.push(`-H ${quote(header(name, value === '…' ? credential(name, api, token) : value))}`);
  }
  // Without a content type, curl would send the body as a form.
  if (body !== undefined && headers['content-type'] === undefined) parts.push(`-H 'content-type:'`);
  if (body !== undefined) parts.push(`--data-raw ${quote(body)}`);
  return parts.join(' \\\n  ');
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

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
