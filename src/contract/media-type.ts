/** Whether a media type is JSON: `application/json`, or one that ends with `+json` (RFC 6839). */
export function isJson(mediaType: string): boolean {
  const [type = ''] = mediaType.split(';', 1);
  return /^application\/(?:[\w.!#$&^-]+\+)?json$/i.test(type.trim());
}
