import type { StatementResult } from '../../sql/engine.ts';

/**
 * The rows that an engine has written, in the order in which their results stand in a body. The results themselves have
 * none, so that nobody reads, checks and writes a thousand rows again.
 */
export interface WrittenResults {
  /** Takes the rows of a result that was added to the body. */
  add(result: Pick<StatementResult, 'rows' | 'written'>): void;
  /** @returns the JSON of a body with all of its rows; undefined where the body has them all */
  write(body: object): string | Uint8Array | undefined;
}

/**
 * The rows of a result without any, in JSON. Nothing else has this form: a quote within a text is escaped.
 */
const place = '"rows":[]';

/** Up to so many bytes a text is faster than bytes. */
const longestText = 16_384;

export function createWrittenResults(): WrittenResults {
  const places: (Uint8Array | undefined)[] = [];
  let length = 0;
  return {
    add({ rows, written }) {
      if (rows.length > 0) return;
      places.push(written?.bytes);
      if (written) length += written.bytes.length;
    },
    write(body) {
      if (length === 0) return undefined;
      const parts = JSON.stringify(body).split(place);
      if (parts.length !== places.length + 1) throw new Error('The rows of a reply do not fit its results.');
      return length <= longestText ? toText(parts, places) : toBytes(parts, places);
    },
  };
}

function toText(parts: readonly string[], places: readonly (Uint8Array | undefined)[]): string {
  let text = parts[0]!;
  for (const [index, bytes] of places.entries()) {
    text += `"rows":${bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString() : '[]'}`;
    text += parts[index + 1]!;
  }
  return text;
}

function toBytes(parts: readonly string[], places: readonly (Uint8Array | undefined)[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  let text = parts[0]!;
  for (const [index, bytes] of places.entries()) {
    text += '"rows":';
    if (bytes) {
      pieces.push(Buffer.from(text), bytes);
      text = '';
    } else text += '[]';
    text += parts[index + 1]!;
  }
  pieces.push(Buffer.from(text));
  return Buffer.concat(pieces);
}
