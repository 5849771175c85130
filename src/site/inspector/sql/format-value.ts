import type { SqlValue } from '../model/sql-client.ts';

/** The most bytes of a blob that are shown. */
const shownBytes = 32;

/** Formats a value as SQL writes it, but texts as they are: `NULL`, `42`, `1.5`, `x'00ff'`. */
export function formatValue(value: SqlValue): string {
  if (value.type === 'null') return 'NULL';
  if (value.type === 'blob') return formatBlob(value.base64);
  return value.type === 'float' ? formatFloat(value.value) : value.value;
}

/** JSON cannot write an infinite number, so the server sends null. */
function formatFloat(value: number | null): string {
  if (value === null) return 'infinite';
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function formatBlob(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
  const digits = Array.from(bytes.subarray(0, shownBytes), (byte) => byte.toString(16).padStart(2, '0'));
  const rest = bytes.length > shownBytes ? `… (${bytes.length.toLocaleString('en')} bytes)` : '';
  return `x'${digits.join('')}'${rest}`;
}
