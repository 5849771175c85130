import { tokenize } from '../local/grammar.ts';

const constants: ReadonlySet<string> = new Set(['current_timestamp', 'current_date', 'current_time']);
/** Functions of dates, and how many arguments come before the time. */
const functions: ReadonlyMap<string, number> = new Map([
  ['date', 0],
  ['time', 0],
  ['datetime', 0],
  ['julianday', 0],
  ['unixepoch', 0],
  ['strftime', 1],
  ['timediff', 0],
]);

/** Whether a statement itself asks for the current time. Defaults of columns and triggers are not looked at. */
export function asksForCurrentTime(sql: string): boolean {
  if (!/current_|date|time|julianday|unixepoch/i.test(sql)) return false;
  const tokens = [...tokenize(sql)];
  const words = tokens.map(({ text }) => text.toLowerCase());
  return words.some((word, index) => {
    if (constants.has(word)) return words[index - 1] !== 'default';
    const leading = functions.get(word);
    if (leading === undefined || words[index + 1] !== '(') return false;
    return isNow(words.slice(index + 2), leading);
  });
}

/** @param rest the tokens behind the opening parenthesis of a call */
function isNow(rest: readonly string[], leading: number): boolean {
  let depth = 0;
  let position = 0;
  for (const [index, word] of rest.entries()) {
    if (word === ')' && depth-- === 0)
      return index === 0 || position < leading || (position === leading && rest[index - 1] === ',');
    if (word === '(') depth++;
    if (depth > 0) continue;
    if (word === ',') position++;
    if (word === "'now'") return true;
  }
  return false;
}
