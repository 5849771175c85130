import { Buffer } from 'node:buffer';
import { textOfPattern } from './pattern.ts';
import type { Random } from './random.ts';
import type { AnySchema } from './schema.ts';

const words =
  'amber autumn birch breeze brook candle cedar cloud copper coral crystal dawn delta ember fern field forest garden glacier harbor hazel island ivory juniper lantern laurel maple marble meadow mist moss oak ocean olive orchard pebble pine prairie quartz rain reef ridge river sage shore silver slate spring stone summit thistle timber valley velvet violet willow winter'.split(
    ' ',
  );

/** The time that made-up times are counted from: 2026-01-01. */
const epoch = Date.UTC(2026, 0, 1);
const yearMilliseconds = 365 * 24 * 3_600_000;

const attempts = 40;

/** Makes a text under a schema: of its format or pattern, and within its lengths. */
export function makeText(schema: AnySchema, random: Random): string {
  const { minLength = 0, maxLength = Infinity, pattern, format, contentEncoding } = schema;
  const fits = (text: string): boolean => {
    const length = Array.from(text).length;
    return length >= minLength && length <= maxLength && (pattern === undefined || matches(pattern, text));
  };
  if (format !== undefined && Object.hasOwn(formats, format)) {
    const text = formats[format]!(random);
    if (fits(text)) return text;
  }
  if (pattern !== undefined) {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const text = textOfPattern(pattern, random);
      if (text === undefined) break;
      if (fits(text)) return text;
    }
  }
  const plain = `${random.pick(words)} ${random.pick(words)}`;
  const text = contentEncoding === 'base64' ? Buffer.from(plain).toString('base64') : plain;
  return inBounds(text, minLength, maxLength, random);
}

/** Cuts a text to a length, or adds words to it. */
function inBounds(text: string, minLength: number, maxLength: number, random: Random): string {
  let whole = text;
  while (whole.length < minLength) whole += ` ${random.pick(words)}`;
  const cut = whole.slice(0, Math.min(maxLength, Math.max(minLength, text.length)));
  // A blank at the end would be lost in many places.
  return cut.endsWith(' ') ? `${cut.slice(0, -1)}s` : cut;
}

function matches(pattern: string, text: string): boolean {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags).test(text);
    } catch {
      // Expressions for other engines escape more than Unicode mode allows.
    }
  }
  return false;
}

function time(random: Random): Date {
  return new Date(epoch + Math.floor((random.next() * yearMilliseconds) / 1000) * 1000);
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random.integer(0, 15).toString(16)).join('');
}

function uuid(random: Random): string {
  const variant = '89ab'[random.integer(0, 3)]!;
  return `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-${variant}${hex(random, 3)}-${hex(random, 12)}`;
}

const url = (random: Random): string => `https://${random.pick(words)}.example.com/${random.pick(words)}`;
const email = (random: Random): string => `${random.pick(words)}.${random.pick(words)}@example.com`;

/** Makes a text of a format. Addresses are those that are kept free for examples (RFC 2606, RFC 5737, RFC 3849). */
const formats: Readonly<Record<string, (random: Random) => string>> = {
  'date-time': (random) => time(random).toISOString().replace('.000Z', 'Z'),
  date: (random) => time(random).toISOString().slice(0, 10),
  time: (random) => time(random).toISOString().slice(11, 19) + 'Z',
  duration: (random) => `P${random.integer(1, 30)}DT${random.integer(1, 23)}H`,
  email,
  'idn-email': email,
  hostname: (random) => `${random.pick(words)}.example.com`,
  'idn-hostname': (random) => `${random.pick(words)}.example.com`,
  ipv4: (random) => `192.0.2.${random.integer(1, 254)}`,
  ipv6: (random) => `2001:db8::${hex(random, 4)}`,
  uri: url,
  url,
  iri: url,
  'uri-reference': (random) => `/${random.pick(words)}/${random.pick(words)}`,
  'iri-reference': (random) => `/${random.pick(words)}/${random.pick(words)}`,
  'uri-template': (random) => `/${random.pick(words)}/{id}`,
  uuid,
  'json-pointer': (random) => `/${random.pick(words)}/${random.integer(0, 9)}`,
  'relative-json-pointer': (random) => `${random.integer(0, 3)}/${random.pick(words)}`,
  regex: () => '^[a-z]+$',
  byte: (random) => Buffer.from(random.pick(words)).toString('base64'),
  password: (random) => `${random.pick(words)}-${random.integer(100, 999)}`,
  int64: (random) => String(random.integer(1, 1_000_000)),
};
