import { readOwnFile } from '../contract/own-files.ts';

/** The version of this package. */
export function version(): string {
  return (JSON.parse(readOwnFile(import.meta.url, '../../package.json')) as { version: string }).version;
}
