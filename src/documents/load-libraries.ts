import type * as libraryModule from './libraries.ts';
import { ownRequire } from '../contract/own-files.ts';

/** The libraries that read documents. */
export type Libraries = typeof libraryModule;

let loaded: Libraries | undefined;

/** Loads the libraries on first use. A start without documents does not load them. */
export function libraries(): Libraries {
  const file = import.meta.url.endsWith('.ts') ? './libraries.ts' : './libraries.js';
  return (loaded ??= ownRequire(import.meta.url)(file) as Libraries);
}
