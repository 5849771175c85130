import { printable } from './terminal.ts';

/** Shows which files of a document are read. */
export interface Reading {
  readonly onFile: (file: string) => void;
  readonly end: () => void;
}

/** The milliseconds between two changes of the line. */
const interval = 100;

/**
 * Shows a line on a terminal while documents are read, which takes seconds for the largest. Reading blocks, so the line
 * is written at once rather than by a timer.
 */
export function createReading(
  stream: NodeJS.WriteStream,
  now: () => number = performance.now.bind(performance),
): Reading {
  let count = 0;
  let first = '';
  let shownAt = -Infinity;
  return {
    onFile(file) {
      count += 1;
      if (count === 1) first = printable(file);
      if (!stream.isTTY || now() - shownAt < interval) return;
      shownAt = now();
      const text = `mockplane: reading ${first}${count > 1 ? `, ${count} files` : ''} …`;
      // A line that wraps could not be overwritten.
      stream.write(`\r\u001b[K${text.slice(0, (stream.columns || 80) - 1)}`);
    },
    end() {
      if (stream.isTTY && count > 0) stream.write('\r\u001b[K');
    },
  };
}
