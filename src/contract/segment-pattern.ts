/** A segment of a path template that has fixed text beside its parameters: `{name}.json`, `{from}..{to}`. */
export interface SegmentPattern {
  /** The same for templates that match the same segments. */
  readonly source: string;
  readonly names: readonly string[];
  /** How many characters of it are fixed. */
  readonly fixedLength: number;
  /** The texts of its parameters in a segment; undefined if it does not fit. */
  match(segment: string): string[] | undefined;
}

/**
 * Creates the pattern of a segment. A text that two parameters could share goes to the first as far as it can be told
 * from the fixed text between them: it ends at the first such text.
 */
export function createSegmentPattern(template: string): SegmentPattern {
  const names: string[] = [];
  const fixed: string[] = [''];
  for (const piece of template.match(/\{[^{}]+\}|\{|[^{]+/g) ?? []) {
    if (/^\{[^{}]+\}$/.test(piece)) {
      names.push(piece.slice(1, -1));
      fixed.push('');
    } else fixed[fixed.length - 1] += piece;
  }
  const [prefix = '', ...others] = fixed;
  const suffix = others.pop() ?? '';
  return {
    source: fixed.join('{}'),
    names,
    fixedLength: fixed.join('').length,
    match(segment) {
      if (names.length === 0) return segment === prefix ? [] : undefined;
      if (!segment.startsWith(prefix) || !segment.endsWith(suffix)) return undefined;
      const end = segment.length - suffix.length;
      let at = prefix.length;
      const values: string[] = [];
      // The fixed text after each parameter but the last ends it. Every parameter has at least one character.
      for (const next of others) {
        const found = next === '' ? at + 1 : segment.indexOf(next, at + 1);
        if (found < 0 || found > end) return undefined;
        values.push(segment.slice(at, found));
        at = found + next.length;
      }
      if (at >= end) return undefined;
      return [...values, segment.slice(at, end)];
    },
  };
}
