import type { Lengths } from './formats.ts';
import type { PatternWriter } from './pattern.ts';
import type { Random } from './random.ts';
import { letters } from './words.ts';

/** How many texts of usual length are tried, how many lengths, and how many texts of each length. */
const [usualTries, lengthTries, triesOfLength] = [40, 48, 6];

/**
 * Makes texts that may match all patterns and have a length, the simplest first. The number of texts is bounded; the
 * caller checks each.
 */
export function* textsOfPattern(
  writers: readonly PatternWriter[],
  { least, most }: Lengths,
  random: Random,
): Generator<string> {
  for (const writer of writers) {
    for (let attempt = 0; attempt < usualTries; attempt++) yield writer.write(random);
  }
  for (const writer of writers) {
    const others = writers.filter((each) => each !== writer);
    const { isAnchored } = writer;
    const from = Math.max(least, writer.least);
    const to = Math.min(most, writer.most, from + lengthTries);
    for (let length = from; length <= to; length++) {
      for (let attempt = 0; attempt < triesOfLength; attempt++) {
        const text = writer.writeOf(length, random);
        if (text === undefined) continue;
        yield text;
        const changed = withWanted(text, writer, others, random);
        if (changed !== text) yield changed;
      }
    }
    if (isAnchored.start && isAnchored.end) continue;
    for (let length = Math.max(least, writer.least); length <= Math.min(most, least + lengthTries); length += 3) {
      const text = writer.write(random);
      const padding = letters(random, length - text.length);
      const padded = isAnchored.start ? text + padding : padding + text;
      yield padded;
      if (!isAnchored.start && !isAnchored.end) yield text + padding;
      yield withWanted(padded, writer, others, random);
    }
    for (const other of others) yield writer.write(random) + other.write(random);
  }
}

/** Puts what lookaheads and other patterns want to find into a text, in place of other characters. */
function withWanted(text: string, writer: PatternWriter, others: readonly PatternWriter[], random: Random): string {
  const characters = Array.from(text);
  const put = (part: string, at: number): void => void characters.splice(at, part.length, ...Array.from(part));
  if (characters.length === 0) return text;
  for (const { isAnchored, wanted, write } of [writer, ...others]) {
    for (const part of wanted(random)) {
      if (part.length <= characters.length) put(part, random.integer(0, characters.length - part.length));
    }
    if (write === writer.write) continue;
    const part = write(random);
    if (part.length > characters.length) continue;
    const last = characters.length - part.length;
    put(part, isAnchored.start ? 0 : isAnchored.end ? last : random.integer(0, last));
  }
  return characters.join('');
}
