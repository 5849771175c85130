import type { Answer } from './call.ts';
import { essenceOf, isJson } from './media-type.ts';
import { concreteMediaType, negotiate } from './negotiate.ts';
import type { MediaContent, Operation } from './operation.ts';
import { responseFor } from './responses.ts';

/** How an answer is sent where the document alone decides. */
export interface DocumentedAnswer {
  /** The content of the contract; undefined for a response without a body. */
  readonly content: MediaContent | undefined;
  /** The media type to send: never a range. */
  readonly mediaType: string | undefined;
  /** The answer's headers, and the examples of the documented ones that it lacks. Names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Chooses the media type of an answer: its own, else the one that the client accepts best among those that its body can
 * be sent by. A text or bytes can be sent by any, every other value only as JSON.
 */
export function documentedAnswer(operation: Operation, answer: Answer, accept: string | undefined): DocumentedAnswer {
  const { status, body, mediaType, sentType, headers = {} } = answer;
  const response = responseFor(operation, status);
  const all = response?.content?.contents ?? [];
  const able = sendable(all, answer, accept);
  const content =
    all.find((each) => each.mediaType === mediaType) ?? negotiate(able, accept) ?? negotiate(able, undefined) ?? all[0];
  const examples: Record<string, string> = {};
  for (const [name, header] of response?.headers ?? []) {
    if (header.example !== undefined && isHeaderText(header.example)) examples[name] = header.example;
  }
  return {
    content,
    mediaType: sentType ?? (content && concreteMediaType(content.mediaType, accept, body)),
    headers: { ...examples, ...headers },
  };
}

/** The media types that a body can be sent by. A stream is one of events, where the contract has that type. */
function sendable(
  all: readonly MediaContent[],
  { body, stream }: Answer,
  accept: string | undefined,
): readonly MediaContent[] {
  if (stream) {
    const events = all.filter(({ mediaType }) => essenceOf(mediaType) === 'text/event-stream');
    return events.length > 0 ? events : all;
  }
  if (typeof body === 'string' || body instanceof Uint8Array) return all;
  return all.filter(({ mediaType }) => isJson(concreteMediaType(mediaType, accept, body)));
}

/** Whether a text can be sent as a header (RFC 9110 section 5.5). */
function isHeaderText(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}
