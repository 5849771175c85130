import { type FirstCall, makeFirstCall } from '../documents/first-call.ts';
import type { LoadedDocument } from '../documents/load.ts';
import type { Finding } from '../documents/finding.ts';
import type { ShownDocument } from './text.ts';

/** A document as the banner shows it. @param url the address of the server */
export function toShown({ contract, file, mount }: LoadedDocument, url: string): ShownDocument {
  const { operations, api } = contract;
  return {
    title: api.title,
    file,
    url: `${url}${mount}/`,
    operations: operations.length,
    example: (token) => {
      const call = makeFirstCall(contract, token);
      return call && curlArguments(call, `${url}${mount}${call.target}`);
    },
  };
}

/** A call as arguments of curl. */
function curlArguments({ method, headers, user, cookie, body }: FirstCall, url: string): string {
  return [
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    ...(user === undefined ? [] : [`-u "${user}"`]),
    ...(cookie === undefined ? [] : [`-b "${cookie}"`]),
    ...Object.entries(headers).map(([name, value]) => `-H "${name}: ${value}"`),
    ...(body === undefined ? [] : [`-d '${body.replaceAll("'", String.raw`'\''`)}'`]),
    `"${url}"`,
  ].join(' ');
}

/** A finding as a line of the log. */
export function noteOf({ level, file, line, pointer, message }: Finding): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return `${level === 'error' ? 'not served' : 'note'}: ${place}${pointer ? ` ${pointer}` : ''} ${message}`;
}
