/** Whether a media type is JSON: `application/json`, or any with the suffix `+json` (RFC 6839). */
export function isJson(mediaType: string): boolean {
  const [type = ''] = mediaType.split(';', 1);
  return /^application\/(?:[\w.!#$&^-]+\+)?json$/i.test(type.trim());
}

/** The type and subtype of a media type, in lower case and without parameters. */
export function essenceOf(mediaType: string): string {
  const [type = ''] = mediaType.split(';', 1);
  return type.trim().toLowerCase();
}

/** How the bytes of a media type are read. */
export type MediaKind = 'json' | 'urlencoded' | 'multipart' | 'xml' | 'text' | 'binary';

/** Media types that are text without saying so. */
const textTypes = /^application\/(?:x-)?(?:ndjson|jsonl|json-seq|yaml|graphql|javascript|ecmascript|sql|toml)$/;

/** Tells how the bytes of a media type are read. */
export function mediaKind(mediaType: string): MediaKind {
  const type = essenceOf(mediaType);
  if (isJson(type) || type.endsWith('+json') || type === 'text/json') return 'json';
  if (type === 'application/x-www-form-urlencoded') return 'urlencoded';
  if (type === 'multipart/form-data') return 'multipart';
  if (/^(?:application|text)\/xml$|\+xml$/.test(type)) return 'xml';
  return type.startsWith('text/') || type.endsWith('+yaml') || textTypes.test(type) ? 'text' : 'binary';
}

/** Whether a media type is a range: `image/*`. */
export function isRange(mediaType: string): boolean {
  return essenceOf(mediaType).includes('*');
}

/** Whether a media type falls within another one, which may be a range. Parameters are ignored. */
export function isWithin(mediaType: string, range: string): boolean {
  const [type = '', subtype = ''] = essenceOf(mediaType).split('/');
  const [rangeType = '', rangeSubtype = ''] = essenceOf(range).split('/');
  if (rangeType === '*' || rangeType === type) {
    if (rangeSubtype === '*' || rangeSubtype === subtype) return true;
    // `image/*+json` and `*/*+json` are ranges as well.
    return rangeSubtype.startsWith('*+') && subtype.endsWith(rangeSubtype.slice(1));
  }
  return false;
}
