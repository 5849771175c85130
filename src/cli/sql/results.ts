import { printable } from '../terminal.ts';
import type { Result, Value } from './wire.ts';

/** The rows of a result as a table with a header: columns are aligned, numbers to the right. */
export function formatTable({ cols, rows }: Result): string {
  const names = cols.map(({ name }) => printable(name ?? ''));
  const cells = rows.map((row) => row.map(cellText));
  const widths = names.map((name, column) =>
    cells.reduce((width, row) => Math.max(width, row[column]!.length), name.length),
  );
  const line = (texts: readonly string[], row?: readonly Value[]): string =>
    texts
      .map((text, column) => (isNumber(row?.[column]) ? text.padStart(widths[column]!) : text.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd();
  return [
    line(names),
    line(widths.map((width) => '-'.repeat(width))),
    ...cells.map((texts, index) => line(texts, rows[index])),
  ].join('\n');
}

/** The rows of a result as a JSON array. Integers keep all their digits, and a blob is `{"base64": …}`. */
export function formatJson({ cols, rows }: Result): string {
  const keys = uniqueNames(cols.map(({ name }) => name ?? '')).map((name) => JSON.stringify(name));
  const objects = rows.map((row) => `{${row.map((value, column) => `${keys[column]}:${jsonText(value)}`).join(',')}}`);
  return `[${objects.join(',\n')}]`;
}

/** `3 rows changed` */
export function changeText({ affected_row_count: count }: Result): string {
  return count === 1 ? '1 row changed' : `${count} rows changed`;
}

function cellText(value: Value): string {
  switch (value.type) {
    case 'null':
      return 'NULL';
    case 'blob':
      return `x'${Buffer.from(value.base64, 'base64').toString('hex')}'`;
    case 'float':
      return floatText(value.value);
    default:
      return printable(value.value);
  }
}

/** As SQLite writes it: with a decimal point, so that it is no integer. */
function floatText(value: number | null): string {
  if (value === null) return 'NULL';
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(1) : String(value);
}

function isNumber(value: Value | undefined): boolean {
  return value?.type === 'integer' || value?.type === 'float';
}

function jsonText(value: Value): string {
  switch (value.type) {
    case 'null':
      return 'null';
    case 'integer':
      return value.value;
    case 'blob':
      return JSON.stringify({ base64: value.base64 });
    default:
      return JSON.stringify(value.value);
  }
}

/** Numbers repeated names, so that no column is lost: `id`, `id:1`. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let number = 1; seen.has(unique) || (unique !== name && taken.has(unique)); number++)
      unique = `${name}:${number}`;
    seen.add(unique);
    return unique;
  });
}
