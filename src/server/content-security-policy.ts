/**
 * What a page may do: run scripts of its own server, and load nothing from any other host. The API reference sets
 * styles inline and shows pictures that it makes; no other page does.
 *
 * @param more directives beside these
 */
export function contentSecurityPolicy(isReference: boolean, more: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    isReference ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
    isReference ? "img-src 'self' data: blob:" : "img-src 'self'",
    ...(isReference ? ["font-src 'self' data:", "worker-src 'self' blob:"] : []),
    "base-uri 'none'",
    "form-action 'none'",
    ...more,
  ].join('; ');
}
