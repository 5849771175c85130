/**
 * The Content-Security-Policy of a page: scripts of its own server only, and nothing from any other host. The API
 * reference also sets inline styles and shows generated images.
 *
 * @param isReference whether the page is the API reference
 * @param more further directives
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
