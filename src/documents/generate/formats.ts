import { Buffer } from 'node:buffer';
import type * as Formats from 'ajv-formats/dist/formats.js';
import { ownRequire } from '../../contract/own-files.ts';
import type { Random } from './random.ts';
import { letters, word } from './words.ts';

/** The fewest and most characters that a text may have. */
export interface Lengths {
  readonly least: number;
  readonly most: number;
}

/** The time that made-up times are counted from: 2026-01-01. */
const epoch = Date.UTC(2026, 0, 1);
const yearMilliseconds = 365 * 24 * 3_600_000;

/** Whether texts of a format can be made. */
export function isKnownFormat(format: string): boolean {
  return Object.hasOwn(usual, format);
}

/** Makes a text of a format that {@link isKnownFormat} knows. */
export function textOfFormat(format: string, random: Random): string {
  return usual[format]!(random);
}

/** Makes shorter and longer texts of a format, for a schema that bounds the length. */
export function textsByLength(format: string, random: Random, lengths: Lengths): string[] {
  return (sized[format] ?? sized[aliases[format] ?? ''])?.(random, lengths) ?? [];
}

/** Whether a text is of a format, by the check that responses undergo. Unknown formats allow every text. */
export function isOfFormat(format: string, text: string): boolean {
  const { fullFormats } = ownRequire(import.meta.url)('ajv-formats/dist/formats.js') as typeof Formats;
  const known = Object.hasOwn(fullFormats, format) ? fullFormats[format as keyof typeof fullFormats] : undefined;
  const check = typeof known === 'object' && 'validate' in known ? known.validate : known;
  if (check instanceof RegExp) return check.test(text);
  // The formats of numbers do not concern texts.
  if (typeof check !== 'function' || (typeof known === 'object' && 'type' in known && known.type === 'number')) {
    return true;
  }
  return (check as (text: string) => boolean)(text);
}

function time(random: Random): Date {
  return new Date(epoch + Math.floor((random.next() * yearMilliseconds) / 1000) * 1000);
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random.integer(0, 15).toString(16)).join('');
}

function digits(random: Random, length: number): string {
  return Array.from({ length }, () => random.integer(1, 9)).join('');
}

function uuid(random: Random): string {
  const variant = '89ab'[random.integer(0, 3)]!;
  return `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-${variant}${hex(random, 3)}-${hex(random, 12)}`;
}

const url = (random: Random): string => `https://${word(random)}.example.com/${word(random)}`;
const email = (random: Random): string => `${word(random)}.${word(random)}@example.com`;

/** Makes a text of a format. Addresses are those that are kept free for examples (RFC 2606, RFC 5737, RFC 3849). */
const usual: Readonly<Record<string, (random: Random) => string>> = {
  'date-time': (random) => time(random).toISOString().replace('.000Z', 'Z'),
  date: (random) => time(random).toISOString().slice(0, 10),
  time: (random) => time(random).toISOString().slice(11, 19) + 'Z',
  duration: (random) => `P${random.integer(1, 30)}DT${random.integer(1, 23)}H`,
  email,
  'idn-email': email,
  hostname: (random) => `${word(random)}.example.com`,
  'idn-hostname': (random) => `${word(random)}.example.com`,
  ipv4: (random) => `192.0.2.${random.integer(1, 254)}`,
  ipv6: (random) => `2001:db8::${hex(random, 4)}`,
  uri: url,
  url,
  iri: url,
  'uri-reference': (random) => `/${word(random)}/${word(random)}`,
  'iri-reference': (random) => `/${word(random)}/${word(random)}`,
  'uri-template': (random) => `/${word(random)}/{id}`,
  uuid,
  'json-pointer': (random) => `/${word(random)}/${random.integer(0, 9)}`,
  'relative-json-pointer': (random) => `${random.integer(0, 3)}/${word(random)}`,
  regex: () => '^[a-z]+$',
  byte: (random) => Buffer.from(word(random)).toString('base64'),
  password: (random) => `${word(random)}-${random.integer(100, 999)}`,
  int64: (random) => String(random.integer(1, 1_000_000)),
};

const aliases: Readonly<Record<string, string>> = {
  'idn-email': 'email',
  'idn-hostname': 'hostname',
  iri: 'uri',
  'iri-reference': 'uri-reference',
};

/** A time with fractions of a second, which make it longer. @param plain its length without them */
function withFraction(text: string, plain: number, { least }: Lengths): string[] {
  const point = (count: number): string => text.replace('Z', `.${'0'.repeat(count)}Z`);
  return [text, point(3), point(Math.max(1, least - plain - 1))];
}

/** A name of dots and labels that has a length. */
function hostname(random: Random, length: number): string {
  const text = letters(random, length);
  return text.replaceAll(/(.{20})./g, (part, label: string, at: number) => (at + 21 >= length ? part : `${label}.`));
}

/** Texts of a format from the longest to the shortest, and one of the least length that is asked for. */
const sized: Readonly<Record<string, (random: Random, lengths: Lengths) => string[]>> = {
  'date-time': (random, lengths) => withFraction(usual['date-time']!(random), 20, lengths),
  time: (random, lengths) => withFraction(usual['time']!(random), 9, lengths),
  duration: (random, { least }) => [
    `P${digits(random, Math.max(1, least - 2))}D`,
    `P${digits(random, 1)}Y${digits(random, 1)}M${digits(random, 1)}D`,
  ],
  email: (random, { least }) => [
    `${letters(random, least - 12)}@example.com`,
    `${word(random)}@example.com`,
    `${letters(random, 3)}@example.com`,
    `${word(random)}@${letters(random, 1)}.test`,
    `${letters(random, 1)}@${letters(random, 1)}.test`,
    `${letters(random, least - 4)}@${letters(random, 1)}.x`,
    `${letters(random, 1)}@${letters(random, 1)}.x`,
  ],
  hostname: (random, { least, most }) => [
    hostname(random, least),
    `${letters(random, 3)}.example`,
    `${letters(random, 3)}.test`,
    letters(random, Math.min(most, 5)),
  ],
  ipv4: (random) => [
    '255.255.255.255',
    `198.51.100.${random.integer(100, 254)}`,
    `198.51.100.${random.integer(10, 99)}`,
    `198.51.100.${random.integer(1, 9)}`,
    `203.0.113.${random.integer(1, 9)}`,
    `192.0.2.${random.integer(10, 99)}`,
    `192.0.2.${random.integer(1, 9)}`,
    `10.0.0.${random.integer(1, 9)}`,
    '0.0.0.0',
  ],
  ipv6: (random) => [
    `2001:0db8:0000:0000:0000:0000:0000:${hex(random, 4)}`,
    `2001:db8::${hex(random, 1)}`,
    `::${random.integer(1, 9)}`,
    '::',
  ],
  uri: (random, { least }) => [
    `https://example.com/${letters(random, least - 20)}`,
    `https://${letters(random, 3)}.example`,
    `http://${letters(random, 3)}.test`,
    `http://${letters(random, 1)}.x`,
    `urn:${letters(random, Math.max(1, least - 4))}`,
    `${letters(random, 1)}:${letters(random, 1)}`,
  ],
  url: (random, { least }) => [
    `https://example.com/${letters(random, least - 20)}`,
    `https://${letters(random, 3)}.example`,
    `http://${letters(random, 1)}.test`,
    `ftp://${letters(random, 1)}.test`,
  ],
  'uri-reference': (random, { least }) => [
    `/${letters(random, least - 1)}`,
    `/${letters(random, 3)}`,
    letters(random, 1),
    '',
  ],
  'uri-template': (random, { least }) => [`/${letters(random, least - 5)}{id}`, letters(random, least), ''],
  'json-pointer': (random, { least }) => [`/${letters(random, least - 1)}`, `/${random.integer(0, 9)}`, ''],
  'relative-json-pointer': (random, { least }) => [`0/${letters(random, least - 2)}`, `${random.integer(0, 9)}`],
  regex: (random, { least, most }) => [letters(random, Math.max(least, Math.min(most, 5)))],
  byte: (random, { least }) => [
    Buffer.from(letters(random, Math.ceil(least / 4) * 3)).toString('base64'),
    Buffer.from(letters(random, 3)).toString('base64'),
    '',
  ],
  password: (random, { least, most }) => [letters(random, Math.max(least, Math.min(most, 12)))],
  int64: (random, { least }) => [digits(random, Math.max(1, least))],
};
