import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SandboxSettings } from './sandbox-settings.ts';

/** Remembers in a data directory which state its sandbox `default` began with. */
export interface Beginning {
  /** Whether the directory holds a state that began in another way. */
  readonly differs: boolean;
  /** Writes the beginning of a new state. Call it once the state exists. */
  save(): void;
}

/** Reads the beginning of the state in a directory, before a server opens it. */
export function readBeginning(directory: string, { baseline, snapshot }: SandboxSettings): Beginning {
  const file = join(directory, 'beginning.json');
  const own = JSON.stringify({
    baseline,
    ...(snapshot !== undefined && { sha256: createHash('sha256').update(JSON.stringify(snapshot)).digest('hex') }),
  });
  const isOld = existsSync(join(directory, 'mockplane.db'));
  const earlier = isOld ? read(file) : undefined;
  return {
    differs: earlier !== undefined && earlier !== own,
    save() {
      if (isOld) return;
      try {
        // A crash leaves the whole file or none.
        writeFileSync(`${file}.new`, `${own}\n`, { mode: 0o600 });
        renameSync(`${file}.new`, file);
      } catch {
        // Without the file, a later server only cannot tell how the state began.
      }
    },
  };
}

/** @returns undefined for a missing file, as a crash may leave it */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
