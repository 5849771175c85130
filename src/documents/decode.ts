/** Decodes the fragment of a reference. Authors write them without encoding, too, so a text that is none stays. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
