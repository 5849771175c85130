import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mockplane, type RunningCli, startCli } from '../../helpers/cli.ts';
import { createPlayer } from '../../balance/player.ts';

function place(): string {
  const directory = mkdtempSync(join(tmpdir(), 'mockplane-backup-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

async function start(args: readonly string[]): Promise<RunningCli> {
  const server = await startCli(['--port', '0', '--quiet', '--transitions', 'immediate', ...args]);
  onTestFinished(async () => {
    server.signal('SIGKILL');
    await server.ended;
  });
  return server;
}

describe('mockplane backup', () => {
  it.each(['in a directory', 'in memory'])(
    'copies a server under writes, and the copy has each write before it: state %s',
    async (where) => {
      const folder = place();
      const kept = where === 'in memory' ? [] : ['--data', join(folder, 'data')];
      const server = await start(kept);
      const players = ['box-1', 'box-2', 'default'].map((name) => createPlayer(server.url, name));
      for (const player of players) {
        for (let count = 0; count < 5; count++) await player.insert();
        await player.create();
      }
      const before = players.map((player) => player.state());
      const over = new AbortController();
      const writing = players.map(async (player) => {
        for (let step = 1; !over.signal.aborted; step++) await (step % 5 === 0 ? player.create() : player.insert());
      });
      const copy = join(folder, 'copy');
      const ended = await mockplane(['backup', copy, '--url', server.url]);
      over.abort();
      await Promise.all(writing);
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      expect(ended.stdout).toMatch(/copy has 3 sandboxes in \d+ files\. To use it: mockplane --data /);
      server.signal('SIGKILL');
      await server.ended;

      const again = await start(['--data', copy]);
      for (const [index, player] of players.entries()) {
        const found = await player.read(again.url);
        const sent = player.state();
        for (const what of ['rows', 'databases'] as const) {
          expect(found[what]).toEqual(expect.arrayContaining([...before[index]![what]]));
          expect([...sent[what], ...sent.uncertain]).toEqual(expect.arrayContaining([...found[what]]));
        }
      }
    },
    60_000,
  );

  it('leaves no directory when the copy breaks off', async () => {
    const http = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end('event: file\ndata: {"path":"mockplane.db","base64":"AAAA"}\n\n');
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void http.close());
    await new Promise((resolve) => http.once('listening', resolve));
    const folder = place();
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    const { code, stderr } = await mockplane(['backup', join(folder, 'copy'), '--url', url]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'mockplane: the server ended before the copy was complete; try again\n',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses a directory that holds something, and a server that is not there', async () => {
    const folder = place();
    const full = await mockplane(['backup', '.']);
    expect(full.stderr).toContain('. already exists. Use a directory that does not exist, or an empty one');
    const nobody = await mockplane(['backup', join(folder, 'copy'), '--url', 'http://127.0.0.1:1']);
    expect(nobody.stderr).toContain('no server responds at http://127.0.0.1:1');
    expect(existsSync(join(folder, 'copy'))).toBe(false);
  });
});
