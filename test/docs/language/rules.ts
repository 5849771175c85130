import { sentencesOf } from './prose.ts';

interface Rule {
  readonly pattern: RegExp;
  readonly say: string;
}

/** Phrases that CONTRIBUTING.md replaces. Each of them is wrong wherever it stands. */
const phrases: readonly Rule[] = [
  { pattern: /\b(?:can|may|to) be had\b/i, say: 'is available' },
  { pattern: /\bwhatever\b/i, say: 'any' },
  { pattern: /\bwhoever\b/i, say: 'anyone who, or a noun' },
  { pattern: /\b(?:is|are|was|were|be|been|unless) told\b(?! apart)/i, say: 'receives, shows or reports' },
  { pattern: /\bthat (?:cannot|can) be(?=[.,;:]|$| (?:throws?|is|are|was|has|returns?|gets?)\b)/i, say: 'invalid' },
  { pattern: /\blets? (?:\S+ ){1,5}fail\b/i, say: 'make … fail' },
  { pattern: /\bfor good\b/i, say: 'permanently' },
  { pattern: /\bfor ever\b/i, say: 'never expires, or without a limit' },
  { pattern: /\bin the end\b/i, say: 'finally, or nothing' },
  { pattern: /\basked for\b/i, say: 'request' },
  { pattern: /\bon (?:its|their) way\b/i, say: 'pending' },
  { pattern: /\bone's own\b/i, say: 'your own' },
  { pattern: /\b(?:is no (?:id|JSON|JWT|SQL|key)|that is none)\b/i, say: 'is not …' },
  { pattern: /\bshall\b/i, say: 'the present tense' },
  { pattern: /^unless given$/i, say: 'default' },
  { pattern: /\b(?:is|are|was|were|be) answered with\b/i, say: 'returns' },
  { pattern: /\blet in\b/i, say: 'allowed' },
];

const opener = /^(?:What|Who|Whoever|Whatever|Whom)\b.*[.:;]$/;

/** The defects of language in a text, each with the words to use instead. */
export function defectsOf(text: string): string[] {
  const openers = sentencesOf(text)
    .filter((sentence) => opener.test(sentence))
    .map((sentence) => `"${sentence}": begin with the subject`);
  const found = phrases.flatMap(({ pattern, say }) => {
    const phrase = pattern.exec(text)?.[0];
    return phrase === undefined ? [] : [`"${phrase}": say ${say}`];
  });
  return [...openers, ...found];
}
