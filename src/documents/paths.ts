import { URL } from 'node:url';
import type { Document } from '../contract/document.ts';

/** A path with all parameters alike, so that two templates of the same paths are equal. */
export function shapeOf(path: string): string {
  return path.replaceAll(/\{[^{}]*\}/g, '{}');
}

/** The paths of the servers, longest first. Variables have their defaults. */
export function basesOf(document: Document): string[] {
  const { servers = [] } = document as { readonly servers?: readonly ServerObject[] };
  const bases = servers.flatMap(({ url = '', variables = {} }) => {
    const filled = url.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => String(variables[name]?.default ?? name));
    if (!URL.canParse(filled, 'http://localhost')) return [];
    const { pathname } = new URL(filled, 'http://localhost');
    let length = pathname.length;
    while (pathname[length - 1] === '/') length--;
    return length === 0 ? [] : [pathname.slice(0, length)];
  });
  return [...new Set(bases)].toSorted((one, other) => other.length - one.length);
}

interface ServerObject {
  readonly url?: string;
  readonly variables?: Readonly<Record<string, { readonly default?: unknown } | undefined>>;
}
