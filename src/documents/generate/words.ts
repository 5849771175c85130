import type { Random } from './random.ts';

const words =
  'amber autumn birch breeze brook candle cedar cloud copper coral crystal dawn delta ember fern field forest garden glacier harbor hazel island ivory juniper lantern laurel maple marble meadow mist moss oak ocean olive orchard pebble pine prairie quartz rain reef ridge river sage shore silver slate spring stone summit thistle timber valley velvet violet willow winter'.split(
    ' ',
  );

/** A word of lower-case letters. */
export function word(random: Random): string {
  return random.pick(words);
}

/** So many lower-case letters, which begin as a word. */
export function letters(random: Random, count: number): string {
  let text = '';
  while (text.length < count) text += word(random);
  return text.slice(0, Math.max(count, 0));
}
