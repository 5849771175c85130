/** Whether a media type is JSON: `application/json`, or any with the suffix `+json` (RFC 6839). */
export function isJson(mediaType: string): boolean {
  const [type = ''] = mediaType.split(';', 1);
  return /^application\/(?:[\w.!#$&^-]+\+)?json$/i.test(type.trim());
}
