import { styleText } from 'node:util';
import type { Exchange } from '../server/exchange.ts';

/**
 * Prints one aligned line a request, and under it what was refused, tolerated or broken.
 *
 * @param stream decides on colour: a terminal, unless `NO_COLOR` is set
 */
export function createLog(stream: NodeJS.WriteStream): (exchange: Exchange) => void {
  const style = (format: Parameters<typeof styleText>[0], text: string) => styleText(format, text, { stream });
  return (exchange) => {
    const { method, target, status, operation, answeredBy, milliseconds, refusal, notes } = exchange;
    const colour = status >= 500 ? 'red' : status >= 400 ? 'yellow' : 'green';
    const time = new Date(exchange.at).toTimeString().slice(0, 8);
    const line = [
      style('dim', time),
      style(colour, String(status)),
      method.padEnd(6),
      printable(target),
      style('dim', `${operation ?? '-'} · ${answeredBy} · ${milliseconds.toFixed(1)} ms`),
    ].join(' ');
    const details = [
      ...(refusal?.split('\n') ?? []).map((text) => style(colour, printable(text))),
      ...notes.map((note) => style('dim', `note: ${printable(note)}`)),
    ].map((detail) => `         ${detail}`);
    stream.write(`${[line, ...details].join('\n')}\n`);
  };
}

/** A request's text cannot move the cursor or forge a line: control characters are shown as escapes. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
