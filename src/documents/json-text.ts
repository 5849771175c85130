import { unescapeToken } from '../contract/json-pointer.ts';

/*
 * Places in the text of valid JSON. `JSON.parse` tells none, and a parser of YAML that does takes seconds for the largest
 * documents.
 */

/** The place after the closing quote of the string that begins at a place. */
export function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  for (;;) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return end + 1;
    end = text.indexOf('"', end + 1);
  }
}

/** The first place from another one on that is no white space. */
export function afterSpace(text: string, start: number): number {
  let at = start;
  while (' \t\r\n'.includes(text[at] ?? '-')) at++;
  return at;
}

/** The line of a place, from 1. */
export function lineAt(text: string, place: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < place; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** Finds the line of a member, which is that of its key, or of an item. @returns the line of the last token that exists */
export function lineOfPointer(text: string, pointer: string): number {
  let value = afterSpace(text, 0);
  let found = value;
  for (const token of pointer.split('/').slice(1).map(unescapeToken)) {
    const member = text[value] === '[' ? itemOf(text, value, Number(token)) : memberOf(text, value, token);
    if (!member) break;
    found = member.place;
    value = member.value;
  }
  return lineAt(text, found);
}

/** The beginning of a member or an item, and that of its value. */
interface Member {
  readonly place: number;
  readonly value: number;
}

function memberOf(text: string, object: number, name: string): Member | undefined {
  if (text[object] !== '{') return undefined;
  let place = afterSpace(text, object + 1);
  while (text[place] === '"') {
    const end = endOfString(text, place);
    const value = afterSpace(text, afterSpace(text, end) + 1);
    if (JSON.parse(text.slice(place, end)) === name) return { place, value };
    place = nextAfter(text, value);
  }
  return undefined;
}

function itemOf(text: string, list: number, index: number): Member | undefined {
  let place = afterSpace(text, list + 1);
  for (let count = 0; text[place] !== ']' && place < text.length; count++) {
    if (count === index) return { place, value: place };
    place = nextAfter(text, place);
  }
  return undefined;
}

/** The beginning of what follows a value and its comma. */
function nextAfter(text: string, value: number): number {
  const end = afterSpace(text, endOfValue(text, value));
  return text[end] === ',' ? afterSpace(text, end + 1) : end;
}

function endOfValue(text: string, start: number): number {
  // Characters that begin or end something within a value, or end it.
  const structure = /["{}[\],]/g;
  let depth = 0;
  let at = start;
  for (;;) {
    structure.lastIndex = at;
    const found = structure.exec(text);
    if (!found) return text.length;
    const [character] = found;
    if (character === '"') {
      at = endOfString(text, found.index);
      if (depth === 0) return at;
      continue;
    }
    if (depth === 0 && (character === ',' || character === '}' || character === ']')) return found.index;
    if (character === '{' || character === '[') depth++;
    else if (character !== ',') depth--;
    at = found.index + 1;
    if (depth === 0) return at;
  }
}
