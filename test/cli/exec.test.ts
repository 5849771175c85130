import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { withoutProxyOnLoopback } from '../../src/cli/vendor-cli.ts';
import { mockplane, startCli } from '../helpers/cli.ts';

/** A program that says what it finds. */
const child = (code: string): string[] => ['exec', '--transitions', 'immediate', '--', process.execPath, '-e', code];

describe('mockplane exec', () => {
  it('gives the command a server of its own, in both pairs of variables', async () => {
    const code = `
      const { MOCKPLANE_URL, MOCKPLANE_TOKEN, TURSO_API_BASEURL, TURSO_API_TOKEN } = process.env;
      if (TURSO_API_BASEURL !== MOCKPLANE_URL || TURSO_API_TOKEN !== MOCKPLANE_TOKEN) process.exit(2);
      fetch(TURSO_API_BASEURL + '/v1/databases', { headers: { authorization: 'Bearer ' + TURSO_API_TOKEN } })
        .then(async (reply) => console.log(reply.status, await reply.text()));`;
    const { code: exit, stdout } = await mockplane(child(code));
    expect(stdout).toContain('200 {"databases":[]}');
    expect(exit).toBe(0);
  });

  describe('the database of the command', () => {
    /** A program that asks the database in its environment for its own name and a list of tables. */
    const askDatabase = `
      const { TURSO_DATABASE_URL: url, TURSO_AUTH_TOKEN: token } = process.env;
      const requests = [{ type: 'execute', stmt: { sql: 'CREATE TABLE proof (id)' } }, { type: 'close' }];
      fetch(url + 'v2/pipeline', {
        method: 'POST',
        headers: { authorization: 'Bearer ' + token },
        body: JSON.stringify({ baton: null, requests }),
      }).then(async (reply) => {
        const { results } = await reply.json();
        const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
        console.log(new URL(url).pathname, reply.status, results[0].type, 'exp' in claims, 'a' in claims);
      });`;
    const run = (...options: string[]) => mockplane(['exec', ...options, '--', process.execPath, '-e', askDatabase]);

    it.each([
      ['the first that is ready', [], '/_db/my-org/my-db/'],
      ['the first that is ready in the 2026 edition', ['--edition', '2026'], '/_db/my-org/my-db/'],
      ['a new one if there is none', ['--empty'], '/_db/octocat/app/'],
      ['a new one in the 2026 edition', ['--empty', '--edition=2026'], '/_db/octocat/app/'],
      ['the named one', ['--empty', '--database', 'octocat/app'], '/_db/octocat/app/'],
      ['a branch', ['--edition=2026', '--database=my-org/my-db-branch'], '/_db/my-org/my-db-branch/'],
    ])('is %s', async (_what, options, path) => {
      const { stdout, stderr, code } = await run(...options);
      expect(stderr).toMatch(/^mockplane: (http:\/\/127\.0\.0\.1:\d+), inspector \1\/_mockplane\/\n$/);
      expect(stdout.trim()).toBe(`${path} 200 ok false false`);
      expect(code).toBe(0);
    });

    it('survives a reset of an empty sandbox', async () => {
      const reset = `fetch(process.env.MOCKPLANE_URL + '/_mockplane/reset', { method: 'POST' }).then(() => {${askDatabase}})`;
      const { stdout } = await mockplane(['exec', '--empty', '--', process.execPath, '-e', reset]);
      expect(stdout.trim()).toBe('/_db/octocat/app/ 200 ok false false');
    });

    it('is none of the environment, so no command reaches a real one', async () => {
      const code = 'console.log(process.env.TURSO_DATABASE_URL, process.env.TURSO_AUTH_TOKEN)';
      const { stdout } = await mockplane(['exec', '--stateless', '--', process.execPath, '-e', code], {
        TURSO_DATABASE_URL: 'libsql://real.turso.io',
        TURSO_AUTH_TOKEN: 'real',
      });
      expect(stdout.trim()).toBe('undefined undefined');
    });

    it.each([
      [
        'an unknown database',
        ['--database', 'my-org/nope'],
        'there is no database my-org/nope; there are my-org/my-db, ',
      ],
      ['a name without organization', ['--database', 'my-db'], 'a database is named ORG/NAME'],
      [
        'a server without rows',
        ['--database', 'my-org/my-db', '--stateless'],
        '--database has no effect with --stateless',
      ],
    ])('is refused in one line: %s', async (_what, options, text) => {
      const { stdout, stderr, code } = await run(...options);
      expect(stderr).toContain(text);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stdout).toBe('');
      expect(code).toBe(1);
    });
  });

  it('says how the token of a sandbox begins, for a worker to add its number', async () => {
    const code = `
      const { MOCKPLANE_URL, MOCKPLANE_SANDBOX_TOKEN_PREFIX } = process.env;
      fetch(MOCKPLANE_URL + '/v1/databases', { headers: { authorization: 'Bearer ' + MOCKPLANE_SANDBOX_TOKEN_PREFIX + 'worker-1' } })
        .then((reply) => console.log(MOCKPLANE_SANDBOX_TOKEN_PREFIX, reply.status, reply.headers.get('mockplane-sandbox')));`;
    const { stdout } = await mockplane(['exec', '--token', 'secret', ...child(code).slice(1)]);
    expect(stdout).toContain('secret~ 200 worker-1');
  });

  it.each([
    [['exec', process.execPath, '-p', '40 + 2']],
    [['exec', '--seed', '7', '--quiet', process.execPath, '-p', '40 + 2']],
    [['exec', '--seed=7', '--', process.execPath, '-p', '40 + 2']],
  ])('ends its own options at the first word that is none: %j', async (args) => {
    expect(await mockplane(args)).toMatchObject({ code: 0, stdout: '42\n' });
  });

  it.each([
    ['2023', 'ord'],
    ['2026', 'aws-us-east-1'],
  ])("gives the vendor's CLI settings of its own for %s, and removes them", async (edition, closest) => {
    const code = `
      const { readFileSync } = require('node:fs');
      const folder = process.env.TURSO_CONFIG_FOLDER;
      console.log(folder + '\\n' + readFileSync(folder + '/settings.json', 'utf8'));`;
    const { stdout } = await mockplane(['exec', '--edition', edition, ...child(code).slice(1)], {
      TURSO_CONFIG_FOLDER: '/the/real/one',
    });
    const [folder, settings] = stdout.trim().split('\n') as [string, string];
    expect(JSON.parse(settings)).toEqual({
      username: 'octocat',
      organization: '',
      config: { autoupdate: 'off' },
      cache: { closestlocation: { expiration: 253_402_300_799, data: closest } },
    });
    expect(existsSync(folder)).toBe(false);
  });

  it('removes the settings when a signal ends the command', async () => {
    const code = `
      setInterval(() => {}, 1000);
      console.log(process.env.TURSO_CONFIG_FOLDER + '\\nlistens on x\\nTry it');`;
    const cli = await startCli(child(code));
    const folder = cli.stdout().split('\n')[0]!;
    expect(existsSync(folder)).toBe(true);
    cli.signal('SIGINT');
    await cli.ended;
    expect(existsSync(folder)).toBe(false);
  });

  it("puts the token of the vendor's CLI into its settings, as its auth commands want it", async () => {
    const folder = mkdtempSync(join(tmpdir(), 'turso-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const turso = join(folder, 'turso');
    writeFileSync(turso, '#!/bin/sh\necho "${TURSO_API_TOKEN-none}"\ncat "$TURSO_CONFIG_FOLDER/settings.json"\n', {
      mode: 0o755,
    });
    const { stdout } = await mockplane(['exec', turso], { TURSO_API_TOKEN: 'a-real-one' });
    const [token, settings] = stdout.trim().split('\n') as [string, string];
    expect(token).toBe('none');
    expect(JSON.parse(settings)).toMatchObject({ token: 'mockplane-token', username: 'octocat' });
  });

  it.each([
    [{}, '127.0.0.1,localhost,::1'],
    [{ NO_PROXY: 'example.com, localhost' }, 'example.com,localhost,127.0.0.1,::1'],
    [{ no_proxy: 'example.com' }, 'example.com,127.0.0.1,localhost,::1'],
    [{ NO_PROXY: '*' }, '*'],
  ])('keeps calls to itself from a proxy: %j', (environment, value) => {
    expect(withoutProxyOnLoopback(environment)).toBe(value);
  });

  it('exits as the command does', async () => {
    expect(await mockplane(child('process.exit(7)'))).toMatchObject({ code: 7 });
  });

  it('takes a port of its own though the environment names one', async () => {
    const code = 'console.log(new URL(process.env.MOCKPLANE_URL).port)';
    const { stdout } = await mockplane(child(code), { MOCKPLANE_PORT: '4010' });
    expect(stdout.trim()).not.toBe('4010');
  });

  it('leaves no server behind', async () => {
    const { stdout } = await mockplane(child('console.log(process.env.MOCKPLANE_URL)'));
    await expect(fetch(`${stdout.trim()}/_mockplane/health`)).rejects.toThrow('fetch failed');
  });

  it('hands signals to the command and tells by which it ended', async () => {
    const code = `
      process.on('SIGTERM', () => { console.log('told'); process.exit(9); });
      setInterval(() => {}, 1000);
      console.log('listens on ' + process.env.MOCKPLANE_URL + '\\nTry it');`;
    const cli = await startCli(child(code));
    cli.signal('SIGTERM');
    expect(await cli.ended).toMatchObject({ code: 9, stdout: expect.stringContaining('told') as string });
  });

  it('ends with 128 and the number of the signal that killed the command', async () => {
    expect(await mockplane(child("process.kill(process.pid, 'SIGKILL')"))).toMatchObject({ code: 137 });
  });

  it.each([
    ['no command', ['exec'], 1, 'exec takes a command'],
    ['a command that is not there', ['exec', '--', 'no-such-command-here'], 127, 'cannot run no-such-command-here'],
    ['an unknown option', ['exec', '--nope', '--', 'true'], 1, "Unknown option '--nope'"],
  ])('tells of %s in one line', async (_what, args, code, text) => {
    const ended = await mockplane(args);
    expect(ended.code).toBe(code);
    expect(ended.stderr).toContain(text);
    const lines = ended.stderr.trim().split('\n');
    expect(lines.filter((line) => !line.includes(', inspector '))).toHaveLength(1);
  });

  it.each([
    ['--quiet', ['--quiet'], {}],
    ['MOCKPLANE_QUIET', [], { MOCKPLANE_QUIET: '1' }],
  ])('prints nothing with %s', async (_what, options, environment) => {
    const script = 'console.log(1)';
    const ended = await mockplane(['exec', ...options, '--', process.execPath, '-e', script], environment);
    expect(ended).toMatchObject({ code: 0, stdout: '1\n', stderr: '' });
  });

  it('has a help of its own', async () => {
    const { code, stdout } = await mockplane(['exec', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('mockplane exec npm test');
  });
});
