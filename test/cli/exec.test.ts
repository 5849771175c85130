import { describe, expect, it } from 'vitest';
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

  it('says how the token of a sandbox begins, for a worker to add its number', async () => {
    const code = `
      const { MOCKPLANE_URL, MOCKPLANE_SANDBOX_TOKEN_PREFIX } = process.env;
      fetch(MOCKPLANE_URL + '/v1/databases', { headers: { authorization: 'Bearer ' + MOCKPLANE_SANDBOX_TOKEN_PREFIX + 'worker-1' } })
        .then((reply) => console.log(MOCKPLANE_SANDBOX_TOKEN_PREFIX, reply.status, reply.headers.get('mockplane-sandbox')));`;
    const { stdout } = await mockplane(['exec', '--token', 'secret', ...child(code).slice(1)]);
    expect(stdout).toContain('secret~ 200 worker-1');
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
    ['no command', ['exec'], 1, 'exec takes a command after --'],
    ['a command that is not there', ['exec', '--', 'no-such-command-here'], 127, 'cannot run no-such-command-here'],
    ['an unknown option', ['exec', '--nope', '--', 'true'], 1, "Unknown option '--nope'"],
  ])('tells of %s in one line', async (_what, args, code, text) => {
    const ended = await mockplane(args);
    expect(ended.code).toBe(code);
    expect(ended.stderr).toContain(text);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('has a help of its own', async () => {
    const { code, stdout } = await mockplane(['exec', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('mockplane exec -- npm test');
  });
});
