import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { mockplane, startCli } from '../helpers/cli.ts';
import { operations } from '../helpers/operations.ts';
import { run } from '../helpers/programs.ts';
import { requestOf } from '../helpers/requests.ts';

const trap = new URL('network-trap.ts', import.meta.url).href;

let folder = '';
let env: Record<string, string> = {};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mockplane-network-'));
  env = { NODE_OPTIONS: `--import=${trap}`, NETWORK_LOG: join(folder, 'log'), HOME: folder };
  writeFileSync(env['NETWORK_LOG']!, '');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The records of the programs that ran. */
function heard(): { watched: number; asked: string[] } {
  const lines = readFileSync(env['NETWORK_LOG']!, 'utf8').trim().split('\n');
  return {
    watched: lines.filter((line) => line.startsWith('watched')).length,
    asked: lines.filter((line) => line.startsWith('asked ')),
  };
}

describe('the network', () => {
  it.each([
    ["fetch('http://192.0.2.1/')", 'a connection to 192.0.2.1'],
    ["fetch('http://elsewhere.invalid/')", 'a connection to elsewhere.invalid'],
    ["require('https').get('https://192.0.2.1/')", 'a connection to 192.0.2.1'],
    ["require('net').connect(80, '192.0.2.1')", 'a connection to 192.0.2.1'],
    ["require('dns').resolve4('elsewhere.invalid', () => {})", 'for the address of elsewhere.invalid'],
    ["require('dns').promises.lookup('elsewhere.invalid')", 'for the address of elsewhere.invalid'],
    ["require('dgram').createSocket('udp4').send('x', 9, '192.0.2.1')", 'for a datagram to be sent'],
  ])('is watched: %s is heard', async (program, what) => {
    await run(process.execPath, ['--eval', program], { env });
    expect(heard().asked).toEqual([`asked ${what}`]);
  });

  it('is asked for nothing by a server, whatever it is asked', async () => {
    const cli = await startCli(['--port', '0', '--data', join(folder, 'data'), '--watch'], env);
    onTestFinished(async () => {
      cli.signal('SIGKILL');
      await cli.ended;
    });
    const ask = async (path: string, init: RequestInit = {}): Promise<number> => {
      const response = await fetch(cli.url + path, { ...init, signal: AbortSignal.timeout(20_000) });
      await response.body?.cancel();
      return response.status;
    };
    for (const path of ['/', '/docs/', '/guide/', '/_mockplane/', '/assets/scalar.js', '/openapi/turso.json']) {
      expect(await ask(path)).toBe(200);
    }
    for (const operation of operations) {
      const { method, path, headers, body } = requestOf(operation);
      if (operation.id === 'waitForDatabaseInstance') continue;
      await ask(path, { method, headers, ...(body !== undefined && { body }) });
      // By Prism, from the contract's examples.
      await ask(path, { method, headers: { ...headers, prefer: 'dynamic=true' }, ...(body !== undefined && { body }) });
    }
    cli.signal('SIGTERM');
    await cli.ended;
    expect(heard()).toEqual({ watched: 1, asked: [] });
  });

  it('is asked for nothing by exec', async () => {
    const program = "fetch(process.env.MOCKPLANE_URL + '/v1/locations').then(({ status }) => console.log(status))";
    const { stdout } = await mockplane(['exec', '--', process.execPath, '--eval', program], env);
    expect(stdout).toBe('401\n');
    expect(heard()).toEqual({ watched: 2, asked: [] });
  });

  it('is asked for nothing by check but the server that it is given, nor by the program that runs the workflows', async () => {
    const cli = await startCli(['--port', '0', '--quiet', '--transitions', 'immediate']);
    onTestFinished(async () => {
      cli.signal('SIGTERM');
      await cli.ended;
    });
    const { stdout, code } = await mockplane(['check', cli.url, '--api', 'turso'], env);
    expect(stdout).toContain('all steps succeeded');
    expect(code).toBe(0);
    const { watched, asked } = heard();
    expect(watched).toBeGreaterThan(1);
    expect(asked).toEqual([]);
  }, 120_000);
});
