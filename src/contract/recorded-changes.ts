import type { RecordedChanges, RowChanges } from './call.ts';

/** Makes recorded changes of their text. @param decode makes the rows of a text; it must be the same for all texts */
export function toRecordedChanges(text: string, decode: (text: string) => RowChanges): RecordedChanges {
  return { text, decode, read: () => decode(text) };
}
