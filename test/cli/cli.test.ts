import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { flags } from '../../src/cli/options.ts';
import { mockplane, type RunningCli, startCli } from '../helpers/cli.ts';
import { root } from '../helpers/folders.ts';
import { everything, open, request, responses, send, write } from '../helpers/raw.ts';
import { bearer, databases, json } from '../helpers/server.ts';

/** The processes that this file has started; a failing test leaves none behind. */
const running = new Set<RunningCli>();
const start = async (args: readonly string[], env?: Readonly<Record<string, string>>): Promise<RunningCli> => {
  const cli = await startCli(['--stateless', ...args], env);
  running.add(cli);
  return cli;
};
afterEach(async () => {
  for (const cli of running) {
    cli.signal('SIGKILL');
    await cli.ended;
  }
  running.clear();
});

describe('mockplane --help', () => {
  it('prints every option and exits with 0', async () => {
    const { code, stdout, stderr } = await mockplane(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: mockplane \[options\]\n/);
    const options = stdout.split('\n').flatMap((line) => /^ {2}(?:-[a-z], | {4})--([a-z-]+)/.exec(line)?.[1] ?? []);
    expect(options).toEqual(Object.keys(flags));
  });
});

describe('mockplane help', () => {
  it.each([
    [['help'], ['--help']],
    [
      ['help', 'exec'],
      ['exec', '--help'],
    ],
    [
      ['help', 'check'],
      ['check', '-h'],
    ],
    [['version'], ['-v']],
    [['exec', '--version'], ['--version']],
  ])('%j prints what %j does', async (command, option) => {
    const [one, other] = await Promise.all([mockplane(command), mockplane(option)]);
    expect(one).toEqual(other);
    expect(one).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('mockplane --version', () => {
  it('prints the version and exits with 0', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(await mockplane(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('what cannot be', () => {
  it.each<[string, string[], Record<string, string>, string]>([
    ['an unknown option', ['--nope'], {}, "Unknown option '--nope'. See mockplane --help."],
    ['a misspelt option', ['--prot', '1'], {}, "Unknown option '--prot'; did you mean --port? See mockplane --help."],
    ['an empty text', ['--data', ''], {}, '--data takes a text that is not empty, not "". See mockplane --help.'],
    [
      'no duration',
      ['--sandbox-idle', '0'],
      {},
      '--sandbox-idle takes a duration such as 30m, not "0". See mockplane --help.',
    ],
    [
      'a contradiction',
      ['--data', 'state'],
      {},
      'a stateless server keeps nothing, so --data has no effect; remove one of the two options. See mockplane --help.',
    ],
    [
      'a port that is none',
      [],
      { MOCKPLANE_PORT: '70000' },
      'MOCKPLANE_PORT takes a number from 0 to 65535, not "70000". See mockplane --help.',
    ],
    [
      'an address of another machine',
      ['--port', '0', '--host', '192.0.2.1'],
      {},
      'This machine has no address 192.0.2.1. Choose another with --host.',
    ],
  ])('%s is told in one line, with exit code 1', async (_what, args, env, line) => {
    expect(await mockplane(['--stateless', ...args], env)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `mockplane: ${line}\n`,
    });
  });

  it.each([
    [['sreve'], 'there is no command sreve; did you mean serve? See mockplane --help.'],
    [
      ['test'],
      'there is no command test; there are serve, mock, init, exec, check, diff, sql, backup, help, version. See mockplane --help.',
    ],
    [
      ['clinic.yaml'],
      'there is no command clinic.yaml; to serve a document, use mockplane mock clinic.yaml. See mockplane --help.',
    ],
    [['serve', 'extra'], "Unexpected argument 'extra'. See mockplane --help."],
    [['exec', '--watch', 'ls'], 'exec does not take --watch; remove it. See mockplane --help.'],
  ])('%j is told in one line, with exit code 1', async (args, line) => {
    expect(await mockplane(args)).toMatchObject({ code: 1, stdout: '', stderr: `mockplane: ${line}\n` });
  });

  it('a port that is taken is told in one line, with exit code 1', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
    });
    const ended = await mockplane(['--stateless', '--port', String(port)]);
    other.close();
    const line = `mockplane: Port ${port} is taken. Choose another with --port N, or --port 0 for a free one.\n`;
    expect(ended).toMatchObject({ code: 1, stdout: '', stderr: line });
  });
});

describe('mockplane', () => {
  it('takes a free port, says which, and what to try', async () => {
    const cli = await start(['--port', '0']);
    expect(cli.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    expect(cli.stdout()).toContain(`curl -H "${bearer}" ${cli.url}${databases}\n`);
    expect(cli.stdout()).not.toContain('\u001b');
    const response = await send(cli.url, `GET ${databases}`, [bearer]);
    expect(response.status).toBe(200);
  });

  it('prints a line for each request, with what was refused and tolerated', async () => {
    const cli = await start(['--port', '0']);
    await send(cli.url, `GET ${databases}?x=1`, [bearer]);
    await send(cli.url, `POST ${databases}`, [bearer, json], '{}');
    await cli.printed(/name is required\n/);
    const lines = cli
      .stdout()
      .split('\n')
      .filter((line) => /^\d\d:\d\d:\d\d /.test(line));
    expect(
      lines.map((line) =>
        line
          .slice(9)
          .replace(/ {2,}/g, ' ')
          .replace(/[\d.]+ ms$/, 'ms'),
      ),
    ).toEqual([
      `200 GET ${databases}?x=1 listDatabases · example listed · ms`,
      `400 POST ${databases} createDatabase · refused · ms`,
    ]);
    expect(cli.stdout()).toMatch(/\n +note: unknown query parameter x\n/);
    expect(cli.stdout()).toMatch(/\n +name is required\n/);
  });

  it('takes its options from the environment, and from the command line before it', async () => {
    const cli = await start(['--port', '0'], { MOCKPLANE_PORT: '1', MOCKPLANE_TOKEN: 'my-own', MOCKPLANE_QUIET: '1' });
    const statuses = [];
    for (const token of ['my-own', 'mockplane-token']) {
      statuses.push((await send(cli.url, `GET ${databases}`, [`Authorization: Bearer ${token}`])).status);
    }
    expect(statuses).toEqual([200, 401]);
    expect(cli.stdout()).not.toContain('my-own');
  });

  it('lets no control character of a request reach the terminal', async () => {
    const cli = await start(['--port', '0']);
    await send(cli.url, `GET ${databases}?%1b%5B2J=1&%C2%9B2J=1&%0a=1`, [bearer]);
    await send(cli.url, `POST ${databases}`, [bearer, json], '{"name":\u001b[2J}');
    await send(
      cli.url,
      `POST ${databases}/my-db/instances`,
      [bearer, json],
      String.raw`{"location":"\u001b]0;x\u0007\r\n"}`,
    );
    await send(cli.url, `POST ${databases}`, [bearer, json], String.raw`{"name":"new-db","\u001b[31m":1}`);
    await send(cli.url, 'GET /last');
    await cli.printed(/\/last/);
    expect(cli.stdout().replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(cli.stdout()).toContain(String.raw`\x1b`);
  });
});

describe('mockplane --quiet', () => {
  it('prints where it is, and no requests', async () => {
    const cli = await start(['--port', '0', '--quiet']);
    const banner = cli.stdout();
    expect(banner).toContain(cli.url);
    await send(cli.url, `GET ${databases}`, [bearer]);
    await send(cli.url, 'GET /nothing');
    cli.signal('SIGINT');
    expect(await cli.ended).toMatchObject({ code: 0, stdout: banner, stderr: '' });
  });
});

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  it('ends it with exit code 0', async () => {
    const cli = await start(['--port', '0']);
    await send(cli.url, `GET ${databases}`, [bearer]);
    cli.signal(signal);
    expect(await cli.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    await expect(open(cli.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('lets it finish what it has accepted', async () => {
    const cli = await start(['--port', '0']);
    const idle = await open(cli.url);
    const idleGone = everything(idle);
    const socket = await open(cli.url);
    const received = everything(socket);
    // It has accepted the request when it asks for the body.
    const asked = new Promise<void>((resolve) => {
      socket.once('data', () => resolve());
    });
    const head = request(`POST ${databases}`, [bearer, json, 'Expect: 100-continue', 'Content-Length: 17']);
    await write(socket, head);
    await asked;
    cli.signal(signal);
    await refused(cli.url);
    await write(socket, '{"name":"new-db"}');
    expect(responses(await received)).toMatchObject([
      { status: 200, headers: { 'mockplane-operation': 'createDatabase' } },
    ]);
    await idleGone;
    expect(await cli.ended).toMatchObject({ code: 0, signal: null });
  });

  it('for the second time ends it at once, with exit code 1', async () => {
    const cli = await start(['--port', '0']);
    const socket = await open(cli.url);
    const gone = everything(socket);
    const asked = new Promise<void>((resolve) => {
      socket.once('data', () => resolve());
    });
    await write(socket, request(`POST ${databases}`, [bearer, json, 'Expect: 100-continue', 'Content-Length: 17']));
    await asked;
    cli.signal(signal);
    await refused(cli.url);
    cli.signal(signal);
    expect(await cli.ended).toMatchObject({ code: 1, signal: null });
    await gone;
  });
});

/** Settles when nothing listens at a URL any more. */
async function refused(url: string): Promise<void> {
  for (;;) {
    try {
      (await open(url)).destroy();
    } catch {
      return;
    }
  }
}
