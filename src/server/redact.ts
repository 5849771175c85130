import type { PlainRequest, PlainResponse } from '../contract/message.ts';
import { type Conceal, createConceal, hidden } from './conceal.ts';
import { cut } from './cut.ts';
import type { Exchange, Message } from './exchange.ts';
import { limits } from './limits.ts';

/** The parts of an exchange in which a caller's own text may stand. */
export type Told = Pick<Exchange, 'target' | 'refusal' | 'notes' | 'violations' | 'trail'>;

/** What the log prints and the journal keeps of an exchange: no credentials, and not more than there is room for. */
export interface Redact {
  told(told: Told): Told;
  request(request: PlainRequest): Message;
  response(response: PlainResponse): Message;
}

/** `authentication` is what the vendor's pages called it before July 2023. */
const secretHeaders = new Set([
  'authorization',
  'authentication',
  'x-api-key',
  'api-key',
  'x-auth-token',
  'cookie',
  'set-cookie',
  'proxy-authorization',
]);

/** Read beyond what is kept, so that a token that is cut off by the end is hidden all the same. */
const margin = 16_384;

const none = '';
const decoder = new TextDecoder();

/** @param token the one that the server accepts */
export function createRedact(token: string): Redact {
  const conceal = createConceal(token);
  const line = (text: string): string => shortened(conceal(text.slice(0, limits.keptText + margin)), limits.keptText);
  const body = (text: string): string => cut(conceal(text), limits.keptBody);
  return {
    told({ target, refusal, notes, violations, trail }) {
      // What fits the contract and was answered says nothing of the caller's but its target.
      const isPlain = refusal === undefined && notes.length === 0 && violations.length === 0;
      return {
        target: conceal(target),
        refusal: refusal === undefined ? undefined : line(refusal),
        notes: listed(notes, line),
        violations: violations
          .slice(0, limits.keptLines)
          .map(({ pointer, message }) => ({ pointer: line(pointer), message: line(message) })),
        trail: isPlain ? trail : trail.map((entry) => ({ ...entry, detail: line(entry.detail) })),
      };
    },
    request: ({ headers, body: bytes }) => ({
      headers: keptHeaders(headers, conceal),
      body: bytes.byteLength === 0 ? none : body(decoder.decode(bytes.subarray(0, limits.keptBody + margin))),
      bodyBytes: bytes.byteLength,
    }),
    response: ({ headers, body: text }) => ({
      headers,
      body: body(text.slice(0, limits.keptBody + margin)),
      bodyBytes: Number(headers['content-length'] ?? 0),
    }),
  };
}

function keptHeaders(headers: PlainRequest['headers'], conceal: Conceal): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name in headers) kept[name] = secretHeaders.has(name) ? hidden : conceal(String(headers[name]));
  return kept;
}

/** A body of a megabyte may have a hundred thousand properties that nobody knows. */
function listed(notes: readonly string[], line: (text: string) => string): string[] {
  const shown = notes.slice(0, limits.keptLines).map(line);
  return notes.length > shown.length ? [...shown, `and ${notes.length - shown.length} more`] : shown;
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${cut(text, length)}${hidden}` : text;
}
