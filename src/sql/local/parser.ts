import { parseText, type ParsedText } from './parse.ts';

/** Longer texts are not kept: who sends them seldom sends them twice. */
const longestKept = 10_000;
const mostKept = 1_000;

/** Parses texts, and keeps what it parsed: a program runs the same few statements again and again. */
export function createParser(): (sql: string, progress: () => void) => ParsedText {
  const known = new Map<string, ParsedText>();
  return (sql, progress) => {
    const kept = known.get(sql);
    if (kept) return kept;
    const parsed = parseText(sql, progress);
    if (sql.length > longestKept) return parsed;
    // Forgetting the oldest is enough: a text that is used comes back with its next use.
    if (known.size >= mostKept) known.delete(known.keys().next().value!);
    known.set(sql, parsed);
    return parsed;
  };
}
