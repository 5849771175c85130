/** A value as `node:sqlite` gives it to a function, with integers as bigints. */
export type Value = null | bigint | number | string | Uint8Array;

/** A value as text, as `sqlite3_value_text` converts it; null for NULL. */
export function textOf(value: Value): string | null {
  if (value === null) return null;
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  return typeof value === 'number' ? realText(value) : String(value);
}

/** A double in SQLite's notation: 15 digits, always with a point. */
function realText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf';
  const [digits, exponent] = value.toExponential(14).split('e') as [string, string];
  const power = Number(exponent);
  if (power >= -4 && power < 15) return withPoint(Number(value.toFixed(14 - power)));
  return `${withPoint(Number(digits))}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function withPoint(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** A value as a double, as `sqlite3_value_double` converts it: by the number that a text begins with, or 0. */
export function doubleOf(value: Value): number {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  const [number = '0'] = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/i.exec(textOf(value) ?? '') ?? [];
  return Number(number);
}

/** A value as an integer, as `sqlite3_value_int64` converts it: towards zero, within 64 bits. */
export function integerOf(value: Value): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value !== 'number') {
    const [digits] = /^\s*[+-]?\d+(?![.\de])/i.exec(textOf(value) ?? '') ?? [];
    if (digits !== undefined) return clamp(BigInt(digits.trim()));
  }
  const double = doubleOf(value);
  return double >= 2 ** 63 ? -least - 1n : truncate(double);
}

/** A double as an integer, as C converts it: one beyond 64 bits becomes the least integer. */
export function truncate(value: number): bigint {
  return value >= -(2 ** 63) && value < 2 ** 63 ? BigInt(Math.trunc(value)) : least;
}

const least = -(2n ** 63n);

function clamp(value: bigint): bigint {
  return value < least ? least : value >= -least ? -least - 1n : value;
}
