/** Nanoseconds by unit, as in `go-str2duration`. A day has 24 hours, a week seven days. */
const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
  w: 604_800_000_000_000n,
};

const part = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h|d|w)/y;
const largest = 2n ** 63n - 1n;
const largestFraction = 18;

/**
 * Parses a duration in the grammar of `go-str2duration`, which the Turso API uses: `1d12h`, `1w2d6h3ns`, `-1.5h`, `0`.
 * Units may repeat, in any order; they add up.
 *
 * @returns nanoseconds, or undefined for an invalid duration or one beyond 64 bits
 */
export function parseDuration(text: string): bigint | undefined {
  const total = readTotal(text);
  return total === undefined || total > largest || total < -largest ? undefined : total;
}

/** Parses a duration of any size. Returns undefined for a number so long that it must be out of range. */
function readTotal(text: string): bigint | undefined {
  const sign = text.startsWith('-') ? -1n : 1n;
  const body = /^[+-]/.test(text) ? text.slice(1) : text;
  if (body === '0') return 0n;
  if (body === '') return undefined;
  let total = 0n;
  part.lastIndex = 0;
  for (let index = 0; index < body.length;) {
    part.lastIndex = index;
    const match = part.exec(body);
    if (!match) return undefined;
    const added = amount(match[1]!, units[match[2]!]!);
    if (added === undefined) return undefined;
    total += added;
    index = part.lastIndex;
  }
  return sign * total;
}

function amount(number: string, unit: bigint): bigint | undefined {
  const [whole = '', fraction = ''] = number.split('.');
  const digits = fraction.slice(0, largestFraction);
  const scaled = digits === '' ? 0n : (BigInt(digits) * unit) / 10n ** BigInt(digits.length);
  const significant = whole.replace(/^0+/, '');
  // A number with more than 20 significant digits is out of range in any unit.
  return significant.length > 20 ? undefined : BigInt(significant) * unit + scaled;
}

/** Parses a duration of any length. @returns milliseconds, rounded down; undefined for an invalid duration */
export function parseMilliseconds(text: string): number | undefined {
  const nanoseconds = readTotal(text);
  return nanoseconds === undefined ? undefined : Number(nanoseconds / 1_000_000n);
}

/** Formats milliseconds as a duration: `90000` is `1m30s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0s';
  let rest = milliseconds;
  let text = '';
  for (const [unit, size] of [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
    ['ms', 1],
  ] as const) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}
