import { callPathOf, firstCallOf } from '../documents/first-call.ts';
import type { LoadedDocument } from '../documents/load.ts';
import type { Finding } from '../documents/finding.ts';
import type { ShownDocument } from './text.ts';

type ShownOperation = LoadedDocument['contract']['operations'][number];

/** A document as the banner shows it. @param url the address of the server */
export function toShown({ contract, file, mount }: LoadedDocument, url: string): ShownDocument {
  const { operations, api } = contract;
  const first = firstCallOf(operations);
  return {
    title: api.title,
    file,
    url: `${url}${mount}/`,
    operations: operations.length,
    example: first && ((token) => curlArguments(first, `${url}${mount}${callPathOf(contract, first)}`, token)),
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

/** A finding as a line of the log. */
export function noteOf({ level, file, line, pointer, message }: Finding): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return `${level === 'error' ? 'not served' : 'note'}: ${place}${pointer ? ` ${pointer}` : ''} ${message}`;
}
