import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { root } from '../helpers/folders.ts';
import { send } from '../helpers/raw.ts';
import { bearer, databases } from '../helpers/server.ts';

const cli = join(root, 'src/cli/main.ts');

interface Server {
  readonly url: string;
  readonly stderr: () => string;
  readonly isRunning: () => boolean;
}

/** Starts a server whose output ends after its first line about itself. It says where it listens in JSON. */
async function startWithLostReader(): Promise<Server> {
  const child = spawn(process.execPath, [cli, '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const line = await new Promise<string>((resolve) => child.stdout.setEncoding('utf8').once('data', resolve));
  child.stdout.destroy();
  return {
    url: (JSON.parse(line) as { url: string }).url,
    stderr: () => stderr,
    isRunning: () => child.exitCode === null && child.signalCode === null,
  };
}

describe('a server whose log reader goes away', () => {
  it('goes on serving, and says so once', async () => {
    const { url, stderr, isRunning } = await startWithLostReader();
    for (let count = 0; count < 3; count++) {
      expect((await send(url, `GET ${databases}`, [bearer])).status).toBe(200);
    }
    expect(isRunning()).toBe(true);
    expect(stderr()).toBe(
      'mockplane: the log cannot be written, because its reader ended or the disk is full; the server continues\n',
    );
  });
});

// Other systems have no device that is always full.
describe.runIf(process.platform === 'linux')('a server whose log disk is full', () => {
  it('goes on serving', async () => {
    const port = 40_000 + (process.pid % 20_000);
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [cli, '--port', String(port)], { stdio: ['ignore', full, 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const told = await new Promise<string>((resolve) => child.stderr!.setEncoding('utf8').once('data', resolve));
    expect(told).toContain('mockplane: ');
    expect((await send(`http://127.0.0.1:${port}`, `GET ${databases}`, [bearer])).status).toBe(200);
    expect((await send(`http://127.0.0.1:${port}`, `GET ${databases}`, [bearer])).status).toBe(200);
    expect(child.exitCode).toBe(null);
  });
});

describe('a command whose reader goes away', () => {
  it('ends without a stack trace', async () => {
    const child = spawn('sh', ['-c', `"${process.execPath}" "${cli}" --help | head -1`], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (output += String(bytes)));
    await new Promise((resolve) => child.once('close', resolve));
    expect(output).toBe('Usage: mockplane [options]\n');
  });
});
