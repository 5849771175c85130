import { describeFaults } from '../contract/fault-trace.ts';
import type { Exchange } from '../sandbox/journal/exchange.ts';
import { defaultSandbox } from '../sandbox/tokens.ts';
import { printable } from './terminal.ts';
import { type Format, styleFor } from './terminal.ts';

/** Writes a line for each event. */
export interface Log {
  readonly exchange: (exchange: Exchange) => void;
  /** Writes something that is no request: a reload, a warning. */
  readonly note: (text: string) => void;
}

/** The width of the target, in characters. A longer target moves the columns after it. */
const targetWidth = 60;

/**
 * Creates a log for people: an aligned line for each request, and below it refusals, notes and violations.
 *
 * @param stream the destination; colour is used on a terminal, unless `NO_COLOR` is set
 */
export function createLog(stream: NodeJS.WriteStream): Log {
  const style = styleFor(stream);
  const time = (at: number): string => style('dim', new Date(at).toTimeString().slice(0, 8));
  return {
    exchange(exchange) {
      const { at, method, target, status, operation, answeredBy, faults, sandbox, sql } = exchange;
      const { durationMilliseconds, refusal, notes, violations } = exchange;
      const facts = [
        operation ?? '-',
        answeredBy,
        ...(sandbox === defaultSandbox ? [] : [`in ${sandbox}`]),
        ...(sql ? [sqlText(sql)] : []),
        `${durationMilliseconds.toFixed(1)} ms`,
      ];
      const colour = colourOf(status);
      // Make a defect of the server impossible to overlook.
      const mark = status >= 500 ? style(['inverse', 'red'], String(status)) : style(colour, statusText(status));
      const line = [
        time(at),
        mark,
        method.padEnd(6),
        printable(target).padEnd(targetWidth),
        style('dim', facts.join(' · ')),
      ].join(' ');
      const refusals = refusal?.split('\n') ?? [];
      const places = violations.map(({ pointer, message }) => `${pointer} ${message}`);
      const details = [
        ...refusals.map((text) => style(colour, printable(text))),
        ...places.map((text) => style('dim', `at ${printable(text)}`)),
        ...notes.map((text) => style('dim', `note: ${printable(text)}`)),
        ...describeFaults(faults).map((text) => style('dim', text)),
      ].map((detail) => `             ${detail}`);
      stream.write(`${[line, ...details].join('\n')}\n`);
    },
    note(text) {
      for (const line of text.split('\n'))
        stream.write(`${time(Date.now())} ${style('cyan', '···')} ${printable(line)}\n`);
    },
  };
}

/** `3 statements, 12 rows read, 1 written` */
function sqlText({ count, rowsRead, rowsWritten }: NonNullable<Exchange['sql']>): string {
  return `${count} ${count === 1 ? 'statement' : 'statements'}, ${rowsRead} rows read, ${rowsWritten} written`;
}

/** Creates a log for programs: a JSON object a line. */
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
