import { fileURLToPath } from 'node:url';
import { relative } from 'node:path';
import { HandlerFailure } from '../sandbox/handler-failure.ts';

/** Describes an error that a handler threw: `the handler createBook failed at handlers.ts:12:9: TypeError: …`. */
export function failureOf(id: string, error: unknown): HandlerFailure {
  const place = error instanceof Error ? placeOf(error) : undefined;
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new HandlerFailure(`the handler ${id} failed${place === undefined ? '' : ` at ${place}`}: ${reason}`);
}

const own = fileURLToPath(new URL('../', import.meta.url));

/** The first place in the stack that is outside of Mockplane and Node. */
function placeOf({ stack = '' }: Error): string | undefined {
  for (const line of stack.split('\n')) {
    const match = /^\s+at (?:.*\()?((?:file:\/\/)?\/?[^():]*(?:[A-Za-z]:)?[^():]+):(\d+):(\d+)\)?$/.exec(line);
    if (!match || match[1]!.startsWith('node:')) continue;
    const file = match[1]!.startsWith('file:') ? fileURLToPath(match[1]!.replace(/\?.*$/, '')) : match[1]!;
    if (!file.startsWith(own)) return `${relative(process.cwd(), file)}:${match[2]}:${match[3]}`;
  }
  return undefined;
}
