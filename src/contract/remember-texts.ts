/** Longer texts are seldom asked for twice. In characters. */
const longest = 512;

/**
 * Remembers the results of a function for the texts that it was asked about, up to a number of them. The results must
 * not depend on anything else, and callers must not modify them.
 *
 * @param make may throw; that is not remembered
 */
export function rememberTexts<Result>(make: (text: string) => Result, limit = 512): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    if (text.length > longest) return make(text);
    let result = known.get(text);
    if (result === undefined) {
      result = make(text);
      if (known.size === limit) known.clear();
      known.set(text, result);
    }
    return result;
  };
}
