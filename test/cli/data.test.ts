import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTursoClient } from 'mockplane/turso';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mockplane, type RunningCli, startCli } from '../helpers/cli.ts';

const path = { org_slug: 'my-org', db_name: 'kept' };

describe('mockplane --data', () => {
  let directory: string;
  const running = new Set<RunningCli>();
  const start = async (...args: string[]): Promise<RunningCli> => {
    const cli = await startCli(['--port', '0', '--data', directory, ...args]);
    running.add(cli);
    return cli;
  };
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'mockplane-data-'));
  });
  afterEach(async () => {
    for (const cli of running) {
      cli.signal('SIGKILL');
      await cli.ended;
    }
    running.clear();
    rmSync(directory, { recursive: true });
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('keeps what was acknowledged when the server ends by %s', async (signal) => {
    const first = await start();
    const created = await createTursoClient({ baseUrl: first.url }).POST('/v1/organizations/{org_slug}/databases', {
      params: { path },
      body: { name: 'kept' },
    });
    expect(created.status).toBe(200);
    first.signal(signal);
    await first.ended;

    const second = await start();
    const { data } = await createTursoClient({ baseUrl: second.url }).GET(
      '/v1/organizations/{org_slug}/databases/{db_name}',
      { params: { path } },
    );
    expect(data?.database.DbId).toBe(created.data?.database.DbId);
  });

  it('refuses a second server on the same directory in one line', async () => {
    await start();
    const ended = await mockplane(['--port', '0', '--data', directory]);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toBe(
      `mockplane: ${directory} is in use by another Mockplane. End that one, or use another directory.\n`,
    );
  });

  it('refuses a damaged file and leaves it as it was', async () => {
    const file = join(directory, 'mockplane.db');
    writeFileSync(file, 'this is no database, though it is long enough to be taken for a header of one. '.repeat(20));
    const before = readFileSync(file);
    const ended = await mockplane(['--port', '0', '--data', directory]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(`${file} is damaged`);
    expect(readFileSync(file)).toEqual(before);
  });

  it.runIf(process.platform === 'linux').each(['/sys/x', '/proc/x', '/proc/x/y'])(
    'refuses %s, where nobody can write, in one line',
    async (place) => {
      const { code, stderr } = await mockplane(['--port', '0', '--data', place]);
      expect(code).toBe(1);
      expect(stderr).toMatch(
        new RegExp(`^mockplane: ${place} cannot be written to \\(.+\\)\\. Use another directory\\.\n$`),
      );
    },
  );

  it.runIf(process.platform === 'linux').each([
    ['/etc/hostname', '/etc/hostname'],
    ['/dev/null/x', '/dev/null'],
  ])('refuses %s, which is a file or in one, in one line', async (place, file) => {
    const { code, stderr } = await mockplane(['--port', '0', '--data', place]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `mockplane: ${file} is a file, not a directory. Use another directory.\n`,
    });
  });

  it('gives the directory back when the port is taken', async () => {
    const other = await startCli(['--port', '0']);
    running.add(other);
    const { port } = new URL(other.url);
    expect(await mockplane(['--port', port, '--data', directory])).toMatchObject({ code: 1 });
    await expect(start()).resolves.toBeDefined();
  });
});
