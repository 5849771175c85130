/** Sizes and places in a write-ahead log. @see https://sqlite.org/fileformat2.html#the_write_ahead_log */
const header = { size: 32, pageSize: 8, salts: 16, checksum: 24 } as const;
const frame = { size: 24, commit: 4, salts: 8, checksum: 16 } as const;
const saltsSize = 8;

/** The last digit says in which order of bytes checksums are made. */
const magic = { little: 0x377f0682, big: 0x377f0683 } as const;

/**
 * Looks for what SQLite does not tell: it takes a log to end at the first place that does not fit, as a crash leaves
 * it, and writes over the rest. What comes behind such a place and was synced is not left by a crash.
 *
 * @returns what is wrong; undefined for a log that is whole, or was cut off while it was written
 */
export function findWalDamage(log: Buffer): string | undefined {
  if (log.length < header.size) return undefined;
  const first = log.readUInt32BE(0);
  if (first !== magic.little && first !== magic.big) return 'its log has lost its beginning';
  const sum = first === magic.little ? sumLittle : sumBig;
  let checksum = sum(log.subarray(0, header.checksum), [0, 0]);
  if (!hasChecksum(log, header.checksum, checksum)) return 'its log has lost its beginning';

  const salts = log.subarray(header.salts, header.salts + saltsSize);
  const length = frame.size + log.readUInt32BE(header.pageSize);
  const starts = Array.from(
    { length: Math.floor((log.length - header.size) / length) },
    (_, index) => header.size + index * length,
  );
  const isOurs = (start: number): boolean => salts.equals(log.subarray(start + frame.salts, start + frame.checksum));
  const breaks = starts.findIndex((start) => {
    if (!isOurs(start)) return true;
    checksum = sum(log.subarray(start, start + frame.salts), checksum);
    checksum = sum(log.subarray(start + frame.size, start + length), checksum);
    return !hasChecksum(log, start + frame.checksum, checksum);
  });
  if (breaks < 0) return undefined;
  // The end of a transaction is synced before anything is written behind it.
  const behind = starts.slice(breaks).filter(isOurs);
  const synced = behind.slice(0, -1).some((start) => log.readUInt32BE(start + frame.commit) !== 0);
  return synced ? 'its log is broken in the middle' : undefined;
}

type Checksum = readonly [number, number];

function hasChecksum(log: Buffer, place: number, [one, two]: Checksum): boolean {
  return log.readUInt32BE(place) === one && log.readUInt32BE(place + 4) === two;
}

function sumLittle(bytes: Buffer, sum: Checksum): Checksum {
  return add(bytes, sum, (place) => bytes.readUInt32LE(place));
}

function sumBig(bytes: Buffer, sum: Checksum): Checksum {
  return add(bytes, sum, (place) => bytes.readUInt32BE(place));
}

function add(bytes: Buffer, sum: Checksum, read: (place: number) => number): Checksum {
  let [one, two] = sum;
  for (let place = 0; place < bytes.length; place += 8) {
    one = (one + read(place) + two) >>> 0;
    two = (two + read(place + 4) + one) >>> 0;
  }
  return [one, two];
}
