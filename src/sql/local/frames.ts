/**
 * Cuts what a process sends into frames: a line of JSON, and bytes that follow it where a number stands before the JSON.
 * Rows are sent as such bytes, since they would take long in the JSON.
 *
 * @returns takes the next piece, and hands over each frame that is whole
 */
export function createFrameReader(onFrame: (json: string, bytes: Buffer) => void): (piece: Buffer) => void {
  let pieces: Buffer[] = [];
  let json: string | undefined;
  /** Bytes of the frame that have not come. */
  let missing = 0;

  const join = (last: Buffer): Buffer => {
    if (pieces.length === 0) return last;
    const whole = Buffer.concat([...pieces, last]);
    pieces = [];
    return whole;
  };
  const finish = (bytes: Buffer): void => {
    const head = json!;
    json = undefined;
    onFrame(head, bytes);
  };
  return (piece) => {
    let start = 0;
    while (start < piece.length) {
      if (json === undefined) {
        const end = piece.indexOf(lineEnd, start);
        if (end < 0) {
          pieces.push(piece.subarray(start));
          return;
        }
        const line = join(piece.subarray(start, end)).toString();
        start = end + 1;
        const begin = line.indexOf('{');
        missing = Number(line.slice(0, begin));
        json = line.slice(begin);
        if (missing === 0) finish(none);
      } else if (piece.length - start < missing) {
        missing -= piece.length - start;
        pieces.push(piece.subarray(start));
        return;
      } else {
        const end = start + missing;
        const bytes = join(piece.subarray(start, end));
        start = end;
        finish(bytes);
      }
    }
  };
}

const lineEnd = 10;
const none = Buffer.alloc(0);

/** Writes a frame that a reader cuts out again. */
export function frameOf(json: string, bytes: readonly Uint8Array[]): Buffer {
  if (bytes.length === 0) return Buffer.from(`${json}\n`);
  let length = 0;
  for (const each of bytes) length += each.length;
  return Buffer.concat([Buffer.from(`${length}${json}\n`), ...bytes]);
}
