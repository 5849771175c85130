/** Sizes and offsets in a write-ahead log, in bytes. @see https://sqlite.org/fileformat2.html#the_write_ahead_log */
const header = { size: 32, pageSize: 8, salts: 16, checksum: 24 } as const;
const frame = { size: 24, commit: 4, salts: 8, checksum: 16 } as const;
const saltsSize = 8;

/** The last digit gives the byte order of the checksums. */
const magic = { little: 0x377f0682, big: 0x377f0683 } as const;

/**
 * Finds damage in a log that SQLite does not report. SQLite treats the first invalid frame as the end of the log and
 * overwrites the rest. A crash leaves no synced transaction after an invalid frame; if there is one, the log is
 * damaged.
 *
 * @returns the damage; undefined for an intact log, or one that a crash truncated
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
  // SQLite syncs the end of a transaction before it writes anything after it.
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
