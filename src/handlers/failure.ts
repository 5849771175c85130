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

/** The file or URL in a line of a stack: `at name (file`, `at file` or `at async file`. */
function placeIn(line: string): string {
  const parenthesis = line.lastIndexOf('(');
  return parenthesis >= 0 ? line.slice(parenthesis + 1) : line.trim().replace(/^at (?:async )?/, '');
}

/** The first place in the stack that is outside of Mockplane and Node. */
function placeOf({ stack = '' }: Error): string | undefined {
  for (const line of stack.split('\n')) {
    const match = /:(\d{1,9}):(\d{1,9})\)?$/.exec(line);
    if (!match) continue;
    const place = placeIn(line.slice(0, match.index));
    if (place.startsWith('node:')) continue;
    const file = place.startsWith('file:') ? fileURLToPath(place.split('?')[0]!) : place;
    if (!file.startsWith(own)) return `${relative(process.cwd(), file)}:${match[1]}:${match[2]}`;
  }
  return undefined;
}
