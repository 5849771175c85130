import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMockplane, startMockplane } from 'mockplane';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mockplane } from '../helpers/cli.ts';

/** Options that are wrong in each of the ways in, with the error. */
const wrong: [options: Record<string, unknown>, message: string][] = [
  [{ sed: 7 }, 'there is no option sed; did you mean seed?'],
  [{ maxSandbox: 7 }, 'there is no option maxSandbox; did you mean maxSandboxes?'],
  [{ verbose: true }, 'there is no option verbose; there are transitions, seed, '],
  [{ token: 7 }, 'token takes printable ASCII characters without spaces'],
  [{ token: 'two words' }, 'token takes printable ASCII characters without spaces'],
  [{ token: '' }, 'token takes printable ASCII characters without spaces'],
  [{ stateless: 'yes' }, 'stateless takes true or false, not "yes"'],
  [{ empty: 1 }, 'empty takes true or false, not 1'],
  [{ seed: true }, 'seed takes a text or a number, not true'],
  [{ seed: Number.NaN }, 'seed takes a text or a number, not NaN'],
  [{ seed: null }, 'seed takes a text or a number, not null'],
  [{ edition: 2026 }, 'edition takes 2023 or 2026 as a text, not 2026'],
  [{ edition: 2024 }, 'edition takes 2023 or 2026, not 2024'],
  [{ switches: { duplicateName: 409 } }, "the switch duplicateName takes a text such as '400' or '409', not 409"],
  [{ switches: { archiveAfter: null } }, "the switch archiveAfter takes a text such as '10d' or 'never', not null"],
  [{ edition: '2024' }, 'edition takes 2023 or 2026, not "2024"'],
  [{ plan: 'unlimited' }, 'plan takes starter or scaler or developer or pro, not "unlimited"'],
  [{ plan: 'toString' }, 'plan takes starter or scaler or developer or pro, not "toString"'],
  [{ transitions: 2000 }, 'transitions takes immediate, manual or a duration such as 2s, not 2000'],
  [{ transitions: '2' }, 'transitions takes immediate, manual or a duration such as 2s, not "2"'],
  [{ data: '' }, 'data takes a text that is not empty, not ""'],
  [{ data: 'a\0b' }, String.raw`data takes a text that is not empty, not "a\u0000b"`],
  [{ data: ['state'] }, "data takes a text that is not empty, not [ 'state' ]"],
  [{ maxSandboxes: 0 }, 'maxSandboxes takes a whole number from 1, not 0'],
  [{ maxSandboxes: '4' }, 'maxSandboxes takes a whole number from 1, not "4"'],
  [{ sandboxIdle: 'soon' }, 'sandboxIdle takes a duration such as 30m, not "soon"'],
  [{ onExchange: 'log' }, 'onExchange takes a function, not "log"'],
  [{ clock: '2030-01-01T00:00:00Z' }, 'clock takes an object, not "2030-01-01T00:00:00Z"'],
  [{ clock: { nwo: 1 } }, 'there is no option clock.nwo; did you mean clock.now?'],
  [{ clock: { running: 'no' } }, 'clock.running takes true or false, not "no"'],
  [{ clock: { now: true } }, 'clock.now takes a Date, a time in UTC such as 2023-11-16T10:00:00Z, or milliseconds'],
  [{ clock: { now: '2030-01-01T00:00:00' } }, 'or milliseconds since 1970, not "2030-01-01T00:00:00"'],
  [{ clock: { now: new Date(Number.NaN) } }, 'or milliseconds since 1970, not "Invalid Date"'],
  [{ clock: { now: 1e16 } }, 'or milliseconds since 1970, not "10000000000000000"'],
  [{ snapshot: [] }, 'the snapshot is invalid'],
  [{ snapshot: null }, 'the snapshot is invalid'],
  [{ empty: true, snapshot: {} }, 'set empty or snapshot, not both'],
  [{ stateless: true, data: 'state' }, 'a stateless server keeps nothing, so data has no effect'],
  [{ stateless: true, snapshot: {} }, 'so snapshot has no effect'],
  [{ stateless: true, empty: true }, 'so empty has no effect'],
  [{ stateless: true, plan: 'starter' }, 'so plan has no effect'],
  [{ stateless: true, transitions: 'manual' }, 'so transitions has no effect'],
  [{ stateless: true, seed: 7 }, 'so seed has no effect'],
  [{ stateless: true, hostnames: 'local' }, 'so hostnames has no effect'],
  [{ stateless: true, switches: { duplicateName: '409' } }, 'so switches has no effect'],
];

describe.each(wrong)('the options %j', (options, message) => {
  const error = expect.objectContaining({ name: 'OptionError', message: expect.stringContaining(message) }) as Error;

  it('are refused in process', () => {
    expect(() => createMockplane(options)).toThrow(error);
  });

  it('are refused on a port', async () => {
    await expect(startMockplane({ port: 0, ...options })).rejects.toEqual(error);
  });
});

describe('the options of one way in', () => {
  it.each([
    [{ port: '4010' }, 'port takes a whole number from 0 to 65535, not "4010"'],
    [{ port: -1 }, 'port takes a whole number from 0 to 65535, not -1'],
    [{ port: 1.5 }, 'port takes a whole number from 0 to 65535, not 1.5'],
    [{ host: '' }, 'host takes a text that is not empty, not ""'],
    [{ allowedHosts: 'mockplane' }, 'allowedHosts takes a list of host names without a port'],
    [{ allowedHosts: ['mockplane:4010'] }, 'allowedHosts takes a list of host names without a port'],
    [{ allowedOrigins: ['localhost:5173'] }, 'allowedOrigins takes a list of origins'],
    [{ allowedOrigins: ['http://localhost:5173/'] }, 'allowedOrigins takes a list of origins'],
    [{ onRefused: 'throw' }, 'there is no option onRefused'],
  ] as [object, string][])('are refused by startMockplane: %j', async (options, message) => {
    await expect(startMockplane({ port: 0, ...options })).rejects.toThrow(message);
  });

  it.each([
    [{ port: 0 }, 'there is no option port'],
    [{ host: 'localhost' }, 'there is no option host'],
    [7, 'the options are an object, not 7'],
  ] as [object, string][])('are refused by createMockplane: %j', (options, message) => {
    expect(() => createMockplane(options)).toThrow(message);
  });

  it('are refused by a sandbox', () => {
    using server = createMockplane();
    expect(() => server.sandbox('worker-1', { data: 'state' } as object)).toThrow('there is no option data');
    expect(() => server.sandbox('worker-1', { sed: 7 } as object)).toThrow('did you mean seed?');
    expect(server.sandbox('worker-1', { plan: 'unlimited' }).name).toBe('worker-1');
  });
});

describe('a sandbox of a stateless server', () => {
  it.each([{ seed: 1 }, { empty: true }, { plan: 'starter' }, { transitions: 'manual' }] as const)(
    'takes no options of a state: %j',
    (options) => {
      using server = createMockplane({ stateless: true });
      const [name] = Object.keys(options);
      expect(() => server.sandbox('one', options)).toThrow(
        `the server is stateless and keeps nothing, so ${name} has no effect; remove it`,
      );
      expect(server.sandbox('one', { edition: '2026', clock: { running: false }, empty: false }).name).toBe('one');
    },
  );

  it.each([{ seed: '1' }, { baseline: 'empty' }, { hostnames: 'local' }])(
    'takes none over HTTP either: %j',
    async (settings) => {
      using server = createMockplane({ stateless: true });
      const create = (body: object) =>
        server.fetch('/_mockplane/sandboxes', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
      expect((await create({ name: 'one', ...settings })).status).toBe(400);
      expect((await create({ name: 'one', edition: '2026' })).status).toBe(201);
    },
  );
});

describe('an undefined option', () => {
  it('counts as absent', () => {
    using server = createMockplane({ seed: undefined, data: undefined, clock: { now: undefined } as object });
    expect(server.token).toBe('mockplane-token');
  });
});

describe('a data directory that holds a state', () => {
  it('may be opened again with the options that it began with, and with none', () => {
    const data = temporaryFolder();
    createMockplane({ data, empty: true }).close();
    createMockplane({ data, empty: true }).close();
    createMockplane({ data }).close();
    using last = createMockplane({ data, empty: true });
    expect(last.token).toBe('mockplane-token');
  });

  it.each([{ empty: true }, { snapshot: 'own' }])('refuses another beginning in process: %j', async (option) => {
    const data = temporaryFolder();
    const first = createMockplane({ data });
    const { data: snapshot } = await first.admin.GET('/_mockplane/snapshot');
    first.close();
    const other = option.snapshot ? { snapshot } : option;
    expect(() => createMockplane({ data, ...other })).toThrow(
      expect.objectContaining({
        name: 'OptionError',
        message: expect.stringContaining(`${data} holds the state of an earlier run`),
      }),
    );
  });

  it('refuses another beginning on the command line, in one line', async () => {
    const data = temporaryFolder();
    createMockplane({ data }).close();
    const { code, stderr } = await mockplane(['--port', '0', '--data', data, '--empty']);
    expect({ code, lines: stderr.split('\n').length - 1 }).toEqual({ code: 1, lines: 1 });
    expect(stderr).toContain(`${data} holds the state of an earlier run, so --empty has no effect`);
  });

  it('may be opened with any beginning when it does not say how it began', () => {
    const data = temporaryFolder();
    createMockplane({ data }).close();
    rmSync(join(data, 'beginning.json'));
    using server = createMockplane({ data, empty: true });
    expect(server.token).toBe('mockplane-token');
  });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
