/** Whether a text matches a pattern of a schema, in Unicode mode if the pattern allows it. */
export function matches(pattern: string, text: string): boolean {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags).test(text);
    } catch {
      // Expressions for other engines escape more than Unicode mode allows.
    }
  }
  return false;
}
