const grammar = /^(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h|d|w))+)$/;

/** Whether the admin API accepts a text as a duration, such as `90s`, `1h30m` or `2d`. */
export function isDuration(text: string): boolean {
  return text.length <= 64 && grammar.test(text);
}

/** Formats the time of a request in the reader's time zone: `10:00:02.120`. */
export function timeOfDay(at: string): string {
  const date = new Date(at);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}.${pad(date.getMilliseconds(), 3)}`;
}

/** Formats a time of the server's clock in UTC: `2023-11-16 10:00:00`. */
export function formatUtc(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** Formats the duration of a request: `0.84 ms`, `12 ms`, `1.52 s`. */
export function formatLatency(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(2)} ms`;
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1_000).toFixed(2)} s`;
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** Formats a time span in at most two units: `2 d 3 h`, `1 min 5 s`, `1.4 s`. */
export function formatTimeSpan(milliseconds: number): string {
  if (milliseconds < 10_000) return `${(Math.max(milliseconds, 0) / 1_000).toFixed(1)} s`;
  const parts: string[] = [];
  let rest = Math.round(milliseconds / 1_000) * 1_000;
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count} ${unit}`);
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

const sizes = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Formats a size in decimal units: `0 B`, `28.7 kB`. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1_000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), sizes.length - 1);
  const value = bytes / 1_000 ** step;
  return `${step === 0 ? value : value.toFixed(1)} ${sizes[step]}`;
}

/** Formats a number with its noun: `1 database`, `2 databases`. */
export function plural(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

function pad(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}
