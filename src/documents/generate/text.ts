import { Buffer } from 'node:buffer';
import { isKnownFormat, isOfFormat, type Lengths, textOfFormat, textsByLength } from './formats.ts';
import { matches } from './matches.ts';
import { textsOfPattern } from './pattern-texts.ts';
import { readPattern } from './pattern.ts';
import type { Random } from './random.ts';
import type { AnySchema } from './schema.ts';
import { word } from './words.ts';

/** How many texts of a format are tried. */
const attempts = 30;

/** Makes a text under a schema: of its format and patterns, and within its lengths, if one is found. */
export function makeText(schema: AnySchema, random: Random): string {
  const { minLength = 0, maxLength = Infinity, pattern, format, contentEncoding } = schema;
  const lengths: Lengths = { least: minLength, most: maxLength };
  const patterns = [...new Set([...(pattern === undefined ? [] : [pattern]), ...(schema.otherPatterns ?? [])])];
  const hasFormat = format !== undefined && isKnownFormat(format);
  const fits = (text: string): boolean =>
    hasLength(text, lengths) &&
    patterns.every((each) => matches(each, text)) &&
    (!hasFormat || isOfFormat(format, text));
  if (hasFormat) {
    const usual = textOfFormat(format, random);
    if (fits(usual)) return usual;
    const sized = textsByLength(format, random, lengths).find(fits);
    if (sized !== undefined) return sized;
    for (let attempt = 0; patterns.length > 0 && attempt < attempts; attempt++) {
      const text = textOfFormat(format, random);
      if (fits(text)) return text;
    }
  }
  if (patterns.length > 0) {
    const writers = patterns.flatMap((each) => readPattern(each) ?? []);
    for (const text of textsOfPattern(writers, lengths, random)) if (fits(text)) return text;
    if (hasFormat) {
      const samples = [textOfFormat(format, random), ...textsByLength(format, random, lengths)];
      for (const writer of writers) {
        const spliced = spliceInto(samples, writer.write(random)).find(fits);
        if (spliced !== undefined) return spliced;
      }
    }
  }
  const plain = `${word(random)} ${word(random)}`;
  const text = contentEncoding === 'base64' ? Buffer.from(plain).toString('base64') : plain;
  return inBounds(text, minLength, maxLength, random);
}

function hasLength(text: string, { least, most }: Lengths): boolean {
  if (least === 0 && most === Infinity) return true;
  const length = Array.from(text).length;
  return length >= least && length <= most;
}

/** Puts a text at the start, at the end or in the midst of others, in place of any of their parts there. */
function spliceInto(samples: readonly string[], text: string): string[] {
  return samples.flatMap((sample) => {
    const cuts = Array.from({ length: Math.min(sample.length, 60) + 1 }, (_, index) => index);
    return [
      ...cuts.map((cut) => text + sample.slice(cut)),
      ...cuts.map((cut) => sample.slice(0, cut) + text),
      ...cuts.map((cut) => sample.slice(0, cut) + text + sample.slice(cut + text.length)),
    ];
  });
}

/** Cuts a text to a length, or adds words to it. */
function inBounds(text: string, minLength: number, maxLength: number, random: Random): string {
  let whole = text;
  while (whole.length < minLength) whole += ` ${word(random)}`;
  const cut = whole.slice(0, Math.min(maxLength, Math.max(minLength, text.length)));
  // A blank at the end would be lost in many places.
  return cut.endsWith(' ') ? `${cut.slice(0, -1)}s` : cut;
}
