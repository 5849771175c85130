import { readFileSync } from 'node:fs';
import { URL } from 'node:url';

/** The version of this package. */
export function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
