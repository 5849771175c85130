import type { Exchange } from '../sandbox/journal/exchange.ts';
import { defaultSandbox } from '../sandbox/tokens.ts';
import { printable } from './terminal.ts';
import { type Format, styleFor } from './terminal.ts';

/** Writes what happens, a line each. */
export interface Log {
  readonly exchange: (exchange: Exchange) => void;
  /** Something that is no request: a reload, a warning. */
  readonly note: (text: string) => void;
}

/** How wide the target may be before the columns behind it move. */
const targetWidth = 60;

/**
 * Aligned lines for people: one a request, and under it what was refused, tolerated or broken.
 *
 * @param stream decides on colour: a terminal, unless `NO_COLOR` is set
 */
export function createLog(stream: NodeJS.WriteStream): Log {
  const style = styleFor(stream);
  const time = (at: number): string => style('dim', new Date(at).toTimeString().slice(0, 8));
  return {
    exchange(exchange) {
      const { at, method, target, status, operation, answeredBy, durationMilliseconds } = exchange;
      const { sandbox, refusal, notes, violations } = exchange;
      const colour = colourOf(status);
      // A defect of the server's own is the one thing that nobody should scroll past.
      const mark = status >= 500 ? style(['inverse', 'red'], String(status)) : style(colour, statusText(status));
      const line = [
        time(at),
        mark,
        method.padEnd(6),
        printable(target).padEnd(targetWidth),
        style(
          'dim',
          [
            operation ?? '-',
            answeredBy,
            ...(sandbox === defaultSandbox ? [] : [`in ${sandbox}`]),
            `${durationMilliseconds.toFixed(1)} ms`,
          ].join(' · '),
        ),
      ].join(' ');
      const refusals = refusal?.split('\n') ?? [];
      const places = violations.map(({ pointer, message }) => `${pointer} ${message}`);
      const details = [
        ...refusals.map((text) => style(colour, printable(text))),
        ...places.map((text) => style('dim', `at ${printable(text)}`)),
        ...notes.map((text) => style('dim', `note: ${printable(text)}`)),
      ].map((detail) => `             ${detail}`);
      stream.write(`${[line, ...details].join('\n')}\n`);
    },
    note(text) {
      for (const line of text.split('\n'))
        stream.write(`${time(Date.now())} ${style('cyan', '···')} ${printable(line)}\n`);
    },
  };
}

/** A JSON object a line, for machines. */
export function createJsonLog(stream: NodeJS.WritableStream): Log {
  const write = (value: object): void => void stream.write(`${JSON.stringify(value)}\n`);
  return {
    exchange({ request: _request, response: _response, trail: _trail, ...exchange }) {
      write({ event: 'exchange', ...exchange, at: new Date(exchange.at).toISOString() });
    },
    note: (text) => write({ event: 'note', text }),
  };
}

function colourOf(status: number): Format {
  if (status === 0 || status >= 500) return 'red';
  return status >= 400 ? 'yellow' : 'green';
}

/** A dropped connection has no status. */
function statusText(status: number): string {
  return status === 0 ? '---' : String(status);
}
