import type { PlainRequest, PlainResponse } from '../contract/message.ts';
import { cut } from './cut.ts';
import type { Exchange, Message } from './exchange.ts';

/** How many bytes of a body the journal keeps. */
const keptBytes = 65_536;

/** How many characters of any other text that a caller can make long, and how many such texts. */
const keptCharacters = 2_048;
const keptTexts = 50;

const secretHeaders = new Set(['authorization', 'x-api-key', 'cookie', 'proxy-authorization']);

/** Values that open something, wherever they stand in a JSON body, also where it was cut off. An empty one opens nothing. */
const secretProperties = /"(jwt|token|password|signingKey)"(\s*:\s*)"(?:[^"\\]|\\.)+(?:"|\\?$)/g;

const hidden = '…';
const none = '';
const decoder = new TextDecoder();

type Told = Pick<Exchange, 'refusal' | 'notes' | 'violations' | 'trail'>;

/** What the journal keeps of what was said about a request, which may quote all of it. */
export function keptWords({ refusal, notes, violations, trail }: Told): Told {
  return {
    refusal: refusal === undefined ? undefined : cut(refusal, keptCharacters),
    notes: notes.slice(0, keptTexts).map((note) => cut(note, keptCharacters)),
    violations: violations.slice(0, keptTexts).map(({ pointer, message }) => ({
      pointer: cut(pointer, keptCharacters),
      message: cut(message, keptCharacters),
    })),
    trail: trail.map((entry) => ({ ...entry, detail: cut(entry.detail, keptCharacters) })),
  };
}

/** What the journal keeps of a request: no credentials, and not more of the body than it has room for. */
export function keptRequest({ headers, body }: PlainRequest): Message {
  return { headers: keptHeaders(headers), body: keptBody(body), bodyBytes: body.byteLength };
}

/** What the journal keeps of a response. */
export function keptResponse({ headers, body }: PlainResponse): Message {
  const bodyBytes = Number(headers['content-length'] ?? 0);
  return { headers, body: withoutSecrets(cut(body, keptBytes)), bodyBytes };
}

function keptHeaders(headers: PlainRequest['headers']): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name in headers) kept[name] = secretHeaders.has(name) ? hidden : String(headers[name]);
  return kept;
}

function keptBody(body: Uint8Array): string {
  return body.byteLength === 0 ? none : withoutSecrets(decoder.decode(body.subarray(0, keptBytes)));
}

function withoutSecrets(text: string): string {
  return text.replace(secretProperties, `"$1"$2"${hidden}"`);
}
