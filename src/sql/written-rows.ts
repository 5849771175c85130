import type { RowFormat, SqlValue, WrittenRows } from './engine.ts';

/** Writes the rows of results, one result after the other. */
export interface RowWriter {
  add(row: readonly SqlValue[]): void;
  /** Ends a result. @returns its rows; undefined where there are none */
  take(): WrittenRows | undefined;
}

/** Characters that are gathered before they become bytes: to turn each row into bytes alone takes longer. */
const gathered = 4_096;

const firstCapacity = 65_536;

/** A buffer beyond this size is given up after its result. */
const keptCapacity = 1_048_576;

/** Each character takes at most three bytes in UTF-8. */
const bytesOfCharacter = 3;

/** Creates a writer. Its results stay as they are when it goes on. */
export function createRowWriter(format: RowFormat): RowWriter {
  const { first, next, last } = marks[format];
  let buffer: Buffer | undefined;
  let length = 0;
  let text = '';
  let count = 0;
  const flush = (): void => {
    const needed = length + text.length * bytesOfCharacter;
    if (!buffer || buffer.length < needed) {
      const larger = Buffer.allocUnsafeSlow(Math.max(firstCapacity, needed, 2 * (buffer?.length ?? 0)));
      buffer?.copy(larger, 0, 0, length);
      buffer = larger;
    }
    length += buffer.write(text, length);
    text = '';
  };
  return {
    add(row) {
      text += count === 0 ? first : next;
      count++;
      for (let index = 0; index < row.length; index++) {
        if (index > 0) text += ',';
        text += valueJson(row[index]!);
      }
      if (text.length > gathered) flush();
    },
    take() {
      if (count === 0) return undefined;
      text += last;
      flush();
      const rows = { count, bytes: Uint8Array.prototype.slice.call(buffer, 0, length) };
      if (buffer!.length > keptCapacity) buffer = undefined;
      length = count = 0;
      return rows;
    },
  };
}

/** The texts before the first row, before each other one, and behind the last. */
const marks: Readonly<Record<RowFormat, { first: string; next: string; last: string }>> = {
  list: { first: '[[', next: '],[', last: ']]' },
  entries: { first: '{"type":"row","row":[', next: ']}\n{"type":"row","row":[', last: ']}\n' },
};

/** The JSON of a value. An infinite float has no JSON number and becomes `null`. */
function valueJson(value: SqlValue): string {
  switch (typeof value) {
    case 'bigint':
      return `{"type":"integer","value":"${value}"}`;
    case 'number':
      return `{"type":"float","value":${Number.isFinite(value) ? value : null}}`;
    case 'string':
      return `{"type":"text","value":${JSON.stringify(value)}}`;
    default:
      return value === null ? '{"type":"null"}' : `{"type":"blob","base64":"${toBase64(value)}"}`;
  }
}

/** Bytes in base64 without padding, as the protocol sends them. */
export function toBase64(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return padding === 0 ? text : text.slice(0, -padding);
}
