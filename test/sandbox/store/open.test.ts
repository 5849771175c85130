import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../../src/sandbox/store/migrations.ts';
import { DataDirectoryError, openDirectory } from '../../../src/sandbox/store/open.ts';
import { createStore } from '../../../src/sandbox/store/store.ts';

describe('openDirectory', () => {
  it('makes the directory, and its parents', () => {
    using place = newPlace();
    const nested = join(place.directory, 'a', 'b');
    createStore(nested).close();
    expect(readdirSync(nested)).toEqual(['mockplane.db']);
  });

  it('finds again what was written', () => {
    using place = newPlace();
    const store = createStore(place.directory);
    store.settings.set('colour', 'teal');
    store.close();
    const reopened = createStore(place.directory);
    expect(reopened.settings.get('colour')).toBe('teal');
    reopened.close();
  });

  it('finds again what was acknowledged before the process was killed', async () => {
    using place = newPlace();
    const child = await holder(place.directory);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const reopened = createStore(place.directory);
    expect(reopened.settings.get('colour')).toBe('teal');
    reopened.close();
  });

  it('refuses a second opener in this process, and lets it in when the first has closed', () => {
    using place = newPlace();
    const first = createStore(place.directory);
    expect(() => createStore(place.directory)).toThrow(inUse(place.directory));
    first.settings.set('colour', 'teal');
    first.close();
    createStore(place.directory).close();
  });

  it('refuses a second opener in another process, and lets it in when the first is killed', async () => {
    using place = newPlace();
    const child = await holder(place.directory);
    expect(() => createStore(place.directory)).toThrow(inUse(place.directory));
    child.kill('SIGKILL');
    await once(child, 'exit');
    createStore(place.directory).close();
  });

  it('takes up an empty file, as a process killed at its start leaves it', () => {
    using place = newPlace();
    writeFileSync(place.file, '');
    createStore(place.directory).close();
    expect(version(place.file)).toBe(migrations.length);
  });

  it('says that a directory stands where the file should', () => {
    using place = newPlace();
    mkdirSync(place.file);
    expect(() => openDirectory(place.directory)).toThrow(`${place.file} is not a file`);
  });

  it('says that a file stands where the directory should', () => {
    using place = newPlace();
    writeFileSync(place.file, '');
    expect(() => openDirectory(place.file)).toThrow(DataDirectoryError);
    expect(() => openDirectory(place.file)).toThrow(`${place.file} is a file, not a directory`);
  });
});

describe('openDirectory of a file that it cannot use', () => {
  it('refuses one of a newer version', () => {
    using place = withStore();
    change(place.file, `PRAGMA user_version = ${migrations.length + 1}`);
    expect(attempt(place)).toEqual({
      refusal: expect.stringContaining('was written by a newer Mockplane'),
      isUnchanged: true,
    });
  });

  it('refuses that of another program', () => {
    using place = newPlace();
    change(place.file, 'CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES (1)');
    expect(attempt(place)).toEqual({
      refusal: expect.stringContaining('is a database of another program'),
      isUnchanged: true,
    });
  });

  it('refuses that of another program which has no tables yet', () => {
    using place = newPlace();
    change(place.file, 'PRAGMA application_id = 7');
    expect(attempt(place)).toEqual({
      refusal: expect.stringContaining('is a database of another program'),
      isUnchanged: true,
    });
  });

  it("leaves another program's write-ahead log as a crash has left it", () => {
    using place = newPlace();
    using origin = newPlace();
    const other = new DatabaseSync(origin.file);
    other.exec('PRAGMA journal_mode = WAL; CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES (1)');
    for (const file of readdirSync(origin.directory))
      copyFileSync(join(origin.directory, file), join(place.directory, file));
    other.close();
    expect(attempt(place)).toEqual({
      refusal: expect.stringContaining('is a database of another program'),
      isUnchanged: true,
    });
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['is a text', () => Buffer.from('not a database, but more than a hundred characters. '.repeat(3))],
    ['is a short text', () => Buffer.from('hello')],
    ['has lost its end', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['has lost its end within a page', (bytes) => bytes.subarray(0, bytes.length - 100)],
    ['has noise for its header', (bytes) => bytes.fill(0xa5, 0, 100)],
    ['has noise for its first page', (bytes) => bytes.fill(0xa5, 100, 4096)],
    ['has lost the list of its tables', (bytes) => bytes.fill(0, 103, 105)],
    ['has noise in its middle', (bytes) => bytes.fill(0xa5, 4096, bytes.length - 4096)],
    ['has nothing in its middle', (bytes) => bytes.fill(0, 4096, bytes.length - 4096)],
  ])('refuses one that %s', (_what, spoil) => {
    using place = withStore();
    writeFileSync(place.file, spoil(readFileSync(place.file)));
    expect(attempt(place)).toEqual({ refusal: expect.stringContaining('is damaged'), isUnchanged: true });
  });
});

describe('openDirectory of a file with a log that a crash has left', () => {
  it('takes up what the log has', () => {
    using place = withLog();
    const store = createStore(place.directory);
    expect(store.settings.get('colour')).toBe('teal 7');
    store.close();
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['was cut off', (bytes) => bytes.subarray(0, bytes.length - 100)],
    ['was cut off at its beginning', (bytes) => bytes.subarray(0, 20)],
    ['has noise for its end', (bytes) => bytes.fill(0xa5, bytes.length - 100)],
  ])('takes up what is whole of one that %s', (_what, spoil) => {
    using place = withLog(spoil);
    createStore(place.directory).close();
    expect(version(place.file)).toBeDefined();
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['is a text', (bytes) => bytes.fill('not a log ')],
    ['has noise for its header', (bytes) => bytes.fill(0xa5, 16, 24)],
    [
      'has one bit changed in its middle',
      (bytes) => bytes.fill(bytes[bytes.length / 2]! ^ 1, bytes.length / 2, bytes.length / 2 + 1),
    ],
    ['has nothing in its middle', (bytes) => bytes.fill(0, 32 + 4_120 * 3, 32 + 4_120 * 5)],
  ])('refuses one that %s', (_what, spoil) => {
    using place = withLog(spoil);
    expect(attempt(place)).toEqual({ refusal: expect.stringContaining('is damaged (its log'), isUnchanged: true });
  });

  it.each<[string, (file: string) => void]>([
    ['is gone', (file) => rmSync(file)],
    ['is empty', (file) => writeFileSync(file, '')],
  ])('refuses a log whose file %s', (_what, spoil) => {
    using place = withLog();
    spoil(place.file);
    expect(attempt(place)).toEqual({ refusal: expect.stringContaining('is all that is left'), isUnchanged: true });
  });
});

interface Place extends Disposable {
  readonly directory: string;
  readonly file: string;
}

function newPlace(): Place {
  const directory = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  return {
    directory,
    file: join(directory, 'mockplane.db'),
    [Symbol.dispose]: () => rmSync(directory, { recursive: true }),
  };
}

/** A place with a store that was closed. */
function withStore(): Place {
  const place = newPlace();
  const store = createStore(place.directory);
  store.settings.set('colour', 'teal');
  store.close();
  return place;
}

/** A place as a crash leaves it: with a log that is not in the file yet. */
function withLog(spoil = (bytes: Buffer): Buffer => bytes): Place {
  using origin = newPlace();
  const store = createStore(origin.directory);
  for (let count = 0; count < 8; count++) store.settings.set('colour', `teal ${count}`);
  const place = newPlace();
  copyFileSync(origin.file, place.file);
  writeFileSync(`${place.file}-wal`, spoil(readFileSync(`${origin.file}-wal`)));
  store.close();
  return place;
}

function change(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

function version(file: string): unknown {
  const database = new DatabaseSync(file);
  const row = database.prepare('PRAGMA user_version').get();
  database.close();
  return row?.['user_version'];
}

/** The result of opening a place twice, and whether its files are unchanged. */
function attempt(place: Place): { refusal: string | undefined; isUnchanged: boolean } {
  const before = contents(place.directory);
  const refusals = [1, 2].map(() => {
    try {
      createStore(place.directory).close();
      return undefined;
    } catch (error) {
      return error instanceof DataDirectoryError ? error.message : `not expected: ${String(error)}`;
    }
  });
  const after = contents(place.directory);
  return { refusal: refusals[0], isUnchanged: refusals[0] === refusals[1] && after === before };
}

/** Every file of a directory, but for the shared memory of SQLite, which holds nothing that lasts. */
function contents(directory: string): string {
  const files = readdirSync(directory).filter((file) => !file.endsWith('-shm'));
  return files.map((file) => `${file} ${digest(readFileSync(join(directory, file)))}`).join();
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function inUse(directory: string): DataDirectoryError {
  return new DataDirectoryError(`${directory} is in use by another Mockplane. End that one, or use another directory`);
}

/** Another process that has a store open there and wrote to it. */
async function holder(directory: string): Promise<ReturnType<typeof spawn>> {
  const module = new URL('../../../src/sandbox/store/store.ts', import.meta.url);
  const program = `
    const { createStore } = await import(${JSON.stringify(module.href)});
    createStore(${JSON.stringify(directory)}).settings.set('colour', 'teal');
    console.log('ready');
    setInterval(() => {}, 1_000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}
