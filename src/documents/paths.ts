import { URL } from 'node:url';
import type { Document } from '../contract/document.ts';

/** A path with all parameters alike, so that two templates of the same paths are equal. */
export function shapeOf(path: string): string {
  return path.replaceAll(/\{[^{}]*\}/g, '{}');
}

/** The paths of the servers, longest first: each with every value that its variables list, else with their defaults. */
export function basesOf(document: Document): string[] {
  const { servers = [] } = document as { readonly servers?: readonly ServerObject[] };
  const bases = servers.flatMap(urlsOf).flatMap((url) => {
    if (!URL.canParse(url, 'http://localhost')) return [];
    const { pathname } = new URL(url, 'http://localhost');
    let length = pathname.length;
    while (pathname[length - 1] === '/') length--;
    return length === 0 ? [] : [pathname.slice(0, length)];
  });
  return [...new Set(bases)].toSorted((one, other) => other.length - one.length);
}

/** Beyond this number a server has the defaults of its variables only. */
const mostUrls = 1000;

/** The URLs of a server. Variables of the host have their defaults, since any host leads here. */
function urlsOf({ url = '', variables = {} }: ServerObject): string[] {
  const pathStart = /^(?:[^/?#]*:)?\/\/[^/?#]*/.exec(url)?.[0].length ?? 0;
  const defaultOf = (name: string): string => String(variables[name]?.default ?? name);
  const host = fill(url.slice(0, pathStart), defaultOf);
  const path = url.slice(pathStart);
  let paths = [path];
  for (const name of new Set([...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]!))) {
    const listed = variables[name]?.enum;
    const values = new Set([defaultOf(name), ...(Array.isArray(listed) ? listed.map(String) : [])]);
    if (paths.length * values.size > mostUrls) return [host + fill(path, defaultOf)];
    paths = paths.flatMap((each) => [...values].map((value) => each.replaceAll(`{${name}}`, () => value)));
  }
  return paths.map((each) => host + each);
}

function fill(text: string, valueOf: (name: string) => string): string {
  return text.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => valueOf(name));
}

interface ServerObject {
  readonly url?: string;
  readonly variables?: Readonly<Record<string, { readonly default?: unknown; readonly enum?: unknown } | undefined>>;
}
