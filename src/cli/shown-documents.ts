import type { LoadedDocument } from '../documents/load.ts';
import type { Finding } from '../documents/finding.ts';
import type { ShownDocument } from './text.ts';

type ShownOperation = LoadedDocument['contract']['operations'][number];

/** A document as the banner shows it. @param url the address of the server */
export function toShown({ contract, file, mount }: LoadedDocument, url: string): ShownDocument {
  const { operations, api } = contract;
  const simple = operations.find(
    ({ method, parameters }) =>
      method === 'GET' && parameters.every(({ required, in: place }) => !required || place === 'path'),
  );
  return {
    title: api.title,
    file,
    url: `${url}${mount}/`,
    operations: operations.length,
    example: simple && ((token) => curlArguments(simple, `${url}${mount}${withExamples(simple)}`, token)),
  };
}

/** The credential of an operation and its URL, as arguments of curl. */
function curlArguments({ allowsAnonymous, security }: ShownOperation, url: string, token: string): string {
  const [scheme] = security;
  if (allowsAnonymous || scheme === undefined || scheme.type === 'mutualTLS') return `"${url}"`;
  if (scheme.type === 'apiKey') {
    if (scheme.in === 'query') return `"${url}?${encodeURIComponent(scheme.name)}=${token}"`;
    return scheme.in === 'cookie' ? `-b "${scheme.name}=${token}" "${url}"` : `-H "${scheme.name}: ${token}" "${url}"`;
  }
  const isBasic = scheme.type === 'http' && scheme.scheme.toLowerCase() === 'basic';
  return isBasic ? `-u "mockplane:${token}" "${url}"` : `-H "Authorization: Bearer ${token}" "${url}"`;
}

/** The path of an operation, with examples in place of its parameters. */
function withExamples({ path, parameters }: ShownOperation): string {
  return path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const example = parameters.find((each) => each.in === 'path' && each.name === name)?.example;
    return encodeURIComponent(example === undefined || example === 'undefined' ? '1' : example);
  });
}

/** A finding as a line of the log. */
export function noteOf({ level, file, line, pointer, message }: Finding): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return `${level === 'error' ? 'not served' : 'note'}: ${place}${pointer ? ` ${pointer}` : ''} ${message}`;
}
