import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import type { SandboxEntry } from '../../../sandbox/sandboxes.ts';
import { defaultSandbox } from '../../../sandbox/tokens.ts';

/** The rows of a sandbox's databases, as far as a backup is concerned. */
export interface BackupRows {
  /** Settles when a content can be used; undefined where it can be at once. */
  readonly ready: (contentId: string) => Promise<void> | undefined;
  /** Keeps the files of contents. @returns a function that lets them go */
  readonly pin: (contentIds: readonly string[]) => () => void;
  /** The committed rows as a SQLite file; undefined for a database without a file. */
  readonly bytes: (contentId: string) => Promise<Uint8Array | undefined>;
}

/** A file of a data directory. */
export interface BackupFile {
  /** Relative, with slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Copies a sandbox. The state is that of one moment; the rows of each database are those of a later one, so no write is
 * missing that was acknowledged before. A database that is deleted meanwhile is copied, too.
 */
export async function* copySandbox(
  sandbox: Sandbox,
  entry: SandboxEntry,
  rows: BackupRows | undefined,
): AsyncGenerator<BackupFile> {
  const folder = entry.name === defaultSandbox ? '' : `sandboxes/${entry.name}/`;
  const { store } = sandbox.context;
  const temporary = await mkdtemp(join(tmpdir(), 'mockplane-backup-'));
  let release: (() => void) | undefined;
  try {
    sandbox.settle();
    const state = join(temporary, 'mockplane.db');
    store.copyTo(state);
    const contents = store.databases.contents();
    release = rows?.pin(contents);
    if (folder !== '') yield { path: `${folder}sandbox.json`, bytes: describe(entry) };
    yield { path: `${folder}mockplane.db`, bytes: await readFile(state) };
    for (const id of rows ? contents : []) {
      await rows!.ready(id);
      const bytes = await rows!.bytes(id);
      if (bytes) yield { path: `${folder}databases/${id}.db`, bytes };
    }
  } finally {
    release?.();
    await rm(temporary, { recursive: true, force: true });
  }
}

/** The description of a sandbox in a data directory. One made on first use takes the settings of its server. */
function describe({ origin, createdAt, settings }: SandboxEntry): Uint8Array {
  const saved = { origin, createdAt, ...(origin === 'created' && { settings }) };
  return Buffer.from(`${JSON.stringify(saved)}\n`);
}
