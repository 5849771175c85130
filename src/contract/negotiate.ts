import type { MediaContent } from './operation.ts';
import { essenceOf, isJson, isWithin } from './media-type.ts';

const plainText = 'text/plain';

/** A media range of an `Accept` header, with its quality. */
interface Accepted {
  readonly range: string;
  readonly quality: number;
  /** How much it says: a range of all types 0, `image/*` 1, a type 2, a type with parameters 3. */
  readonly weight: number;
  readonly index: number;
}

/** Parses an `Accept` header (RFC 9110 section 12.5.1). Leaves out what is no media range. */
function parseAccept(header: string): Accepted[] {
  return splitOutsideQuotes(header, ',').flatMap((element, index) => {
    const [range = '', ...parameters] = splitOutsideQuotes(element, ';').map((each) => each.trim());
    if (!/^[^\s/]+\/[^\s/]+$/.test(range)) return [];
    const quality = parameters.find((each) => /^q\s*=/i.test(each));
    const others = parameters.filter((each) => each !== quality && each !== '');
    const value = quality === undefined ? 1 : Number(quality.slice(quality.indexOf('=') + 1));
    const weight = range === '*/*' ? 0 : range.endsWith('/*') ? 1 : 2 + Math.min(others.length, 1);
    const whole = [range, ...others].join(';');
    return [{ range: whole, quality: value >= 0 && value <= 1 ? value : 0, weight, index }];
  });
}

function splitOutsideQuotes(text: string, separator: ',' | ';'): string[] {
  if (!text.includes('"')) return text.split(separator);
  const parts: string[] = [''];
  for (const piece of text.match(/"(?:[^"\\]|\\.)*"?|[^"]+/g) ?? []) {
    if (piece.startsWith('"')) {
      parts[parts.length - 1] += piece;
      continue;
    }
    const [first = '', ...rest] = piece.split(separator);
    parts[parts.length - 1] += first;
    parts.push(...rest);
  }
  return parts;
}

/**
 * Chooses the media type of a response that a client accepts best: by quality, then by the client's order, then by the
 * contract's. Without `Accept` JSON comes first, as in Prism.
 *
 * @returns undefined if the client accepts none of them
 */
export function negotiate<Content extends Pick<MediaContent, 'mediaType'>>(
  contents: readonly Content[],
  accept: string | undefined,
): Content | undefined {
  const accepted = accept === undefined ? [] : parseAccept(accept);
  if (accepted.length === 0) return contents.find(({ mediaType }) => isJson(mediaType)) ?? contents[0];
  let best: { content: Content; by: Accepted } | undefined;
  for (const content of contents) {
    const by = bestRange(content.mediaType, accepted);
    if (!by || by.quality === 0) continue;
    const isBetter =
      !best || by.quality > best.by.quality || (by.quality === best.by.quality && by.index < best.by.index);
    if (isBetter) best = { content, by };
  }
  return best?.content;
}

/** The most specific range that a media type falls within. */
function bestRange(mediaType: string, accepted: readonly Accepted[]): Accepted | undefined {
  let found: Accepted | undefined;
  for (const each of accepted) {
    if (!covers(each.range, mediaType)) continue;
    if (!found || each.weight > found.weight) found = each;
  }
  return found;
}

/** Whether a range covers a media type of the contract, which may be a range itself. */
function covers(range: string, mediaType: string): boolean {
  return (
    (isWithin(mediaType, range) || isWithin(range, mediaType)) && agree(parametersOf(range), parametersOf(mediaType))
  );
}

function parametersOf(mediaType: string): string[] {
  const [, ...parameters] = mediaType.split(';');
  return parameters.map((each) => each.replaceAll(/[\s"]/g, '').toLowerCase());
}

/** Whether the parameters of a media type are those that are asked for, where it has any. */
function agree(asked: readonly string[], own: readonly string[]): boolean {
  return own.length === 0 || asked.every((each) => own.includes(each));
}

/**
 * The media type to send for a content of the contract. A range of the contract becomes the type that the client asks
 * for within it, else the plain type for the body.
 */
export function concreteMediaType(mediaType: string, accept: string | undefined, body?: unknown): string {
  if (!essenceOf(mediaType).includes('*')) return mediaType;
  const asked = parseAccept(accept ?? '')
    .filter(({ range, quality }) => quality > 0 && !range.includes('*') && isWithin(range, mediaType))
    .toSorted((one, other) => other.quality - one.quality)[0];
  if (asked) return essenceOf(asked.range);
  const types =
    body instanceof Uint8Array ? [] : typeof body === 'string' ? [plainText] : ['application/json', plainText];
  return types.find((type) => isWithin(type, mediaType)) ?? 'application/octet-stream';
}
