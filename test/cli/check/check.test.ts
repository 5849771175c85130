import { createMockplane } from 'mockplane';
import { createTursoClient } from 'mockplane/turso';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { check } from '../../../src/cli/check/check.ts';
import { formatReport } from '../../../src/cli/check/report.ts';
import { captureOutput } from '../../helpers/captured-output.ts';
import { run } from '../../helpers/programs.ts';
import {
  changed,
  contracts,
  examples,
  faulty,
  inSuccessOf,
  type Listening,
  listen,
  replaced,
} from '../../conformance/targets.ts';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const output = captureOutput();
let listening: Listening | undefined;
afterEach(async () => {
  await listening?.close();
  listening = undefined;
});

/** Runs the command against what is behind a `fetch`. */
async function checkServer(fetch: typeof globalThis.fetch, ...args: string[]): Promise<Ended> {
  listening = await listen(fetch);
  const code = await check([listening.url, ...args]);
  return { code, stdout: output.stdout.replace(/\b\d+ probes/, 'N probes'), stderr: output.stderr };
}

const count = contracts.get('turso')!.operations.length;

describe('mockplane check', () => {
  it('exits with 0 and a summary when nothing breaks the contract', async () => {
    expect(await checkServer(examples, '--api', 'turso')).toMatchObject({
      code: 0,
      stdout: [
        `Turso Platform API: N probes, ${count} of ${count} operations reached with a success, no violations`,
        'Workflow provisionDatabase: all steps succeeded',
        '',
      ].join('\n'),
    });
  });

  it('exits with 1 and a line for each violation', async () => {
    const noLocation = inSuccessOf('listLocations', (response) => changed(response, { text: '[]' }));
    const noId = inSuccessOf('getDatabase', (response) => replaced(response, '"DbId"', '"dbId"'));
    const { code, stdout } = await checkServer(faulty(noLocation, faulty(noId)), '--api', 'turso');
    expect(code).toBe(1);
    expect(stdout.split('\n')).toEqual([
      'listLocations  /body                must be an object  (valid request: GET /v1/locations → 200)',
      'getDatabase    /body/database/DbId  is required  (valid request: GET /v1/organizations/my-org/databases/my-db → 200)',
      '',
      `Turso Platform API: N probes, ${count} of ${count} operations reached with a success, 2 violations`,
      'Workflow provisionDatabase: all steps succeeded',
      '',
    ]);
  });

  it.each([
    [[], 1, /^Operations that are not reached fail the check\. .*--allow-unreached\.$/m],
    [['--allow-unreached'], 0, /^Not reached: .*createDatabase \(404\)/m],
  ])('names the operations that were never reached, and with %j exits with %i', async (more, exitCode, line) => {
    using sandbox = createMockplane();
    const args = ['--api', 'turso', '--set', 'org_slug=nope', ...more];
    const { code, stdout } = await checkServer(sandbox.fetch, ...args);
    expect(stdout).toMatch(/, no violations$/m);
    expect(stdout).toMatch(/^Not reached: .*createDatabase \(404\)/m);
    expect(stdout).toMatch(line);
    expect(code).toBe(exitCode);
  });

  it.each([
    ['manual transitions', { transitions: 'manual' }],
    ['a stopped clock', { clock: { running: false } }],
  ])('completes the transitions of its own resources on a Mockplane with %s', async (_setting, options) => {
    using sandbox = createMockplane(options);
    const params = { path: { org_slug: 'my-org', db_name: 'staging-db' } };
    const turso = createTursoClient({ fetch: sandbox.fetch });
    const instances = '/v1/organizations/{org_slug}/databases/{db_name}/instances';
    await turso.POST(instances, { params, body: { location: 'ams' } });
    const { code, stdout } = await checkServer(sandbox.fetch, '--api', 'lambda');
    expect(stdout).toMatch(/, no violations$/m);
    expect(stdout).toContain('Workflow lambda-instance-life: all steps succeeded');
    expect(code).toBe(0);
    const { data } = await sandbox.admin.GET('/_mockplane/transitions');
    expect(data?.pending.map(({ kind }) => kind)).toEqual(['instance-ready']);
  });

  it('prints JSON when asked to', async () => {
    const fault = inSuccessOf('authenticate', (response) => changed(response, { text: '{"result":"ok"}' }));
    const { code, stdout } = await checkServer(faulty(fault), '--api', 'lambda', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      api: 'lambda',
      probes: expect.any(Number),
      unreached: [],
      leftBehind: [],
      violations: [
        {
          operation: 'authenticate',
          probe: 'valid request',
          request: { method: 'GET', path: '/backend/authenticate' },
          status: 200,
          pointer: '/body/result',
        },
      ],
      workflows: { results: [{ workflow: 'lambda-instance-life' }] },
    });
  });

  it('exits with 2 when the token is not accepted', async () => {
    const { code, stdout, stderr } = await checkServer(examples, '--api', 'lambda', '--token', 'other');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    // A slow check tells how far it is.
    expect(stderr.replaceAll(/^mockplane: probe .*\n/gm, '')).toMatch(
      /^mockplane: http:\S+ does not accept the token; set another with --token\.\n$/,
    );
  });

  it('exits with 2 and one line when nobody answers', async () => {
    const { url, close } = await listen(examples);
    await close();
    expect(await check([url, '--api', 'turso'])).toBe(2);
    expect(output).toEqual({ stdout: '', stderr: `mockplane: ${url} cannot be reached: nothing listens there.\n` });
  });

  it('exits with 1 and names the operation when a server closes a connection', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/a') request.socket.destroy();
      else response.writeHead(204).end();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const folder = mkdtempSync(join(tmpdir(), 'mockplane-check-'));
    const file = join(folder, 'openapi.json');
    const get = { responses: { 204: { description: 'D' } } };
    const info = { title: 'T', version: '1' };
    writeFileSync(file, JSON.stringify({ openapi: '3.1.0', info, paths: { '/a': { get }, '/b': { get } } }));
    const { port } = server.address() as AddressInfo;
    try {
      expect(await check([`http://127.0.0.1:${port}`, '--api', file])).toBe(1);
      expect(output.stdout).toContain('no response: the connection was closed');
      expect(output.stdout).toContain('getA');
      expect(output.stdout).not.toContain('getB');
    } finally {
      server.close();
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    [[], 'check takes the URL of a server, such as http://127.0.0.1:4010'],
    [['127.0.0.1:4010', '--api', 'turso'], '"127.0.0.1:4010" is not a URL; start it with http:// or https://'],
    [['http://x/?a=1', '--api', 'turso'], 'remove the query or fragment from the URL "http://x/?a=1"'],
    [['http://x', 'http://y', '--api', 'turso'], 'check takes one URL; remove "http://y"'],
    [['http://x/v1', '--api', 'turso'], 'the paths of the contract begin with /v1; remove /v1 from "http://x/v1"'],
    [
      ['http://x/2026/v1/', '--api', 'turso-2026'],
      'the paths of the contract begin with /v1; remove /v1 from "http://x/2026/v1/"',
    ],
    [
      ['http://x/backend', '--api', 'lambda'],
      'the paths of the contract begin with /backend; remove /backend from "http://x/backend"',
    ],
    [['http://x'], '--api is required; it takes turso, turso-2026 or lambda'],
    [['http://x', '--api', 'admin'], '--api takes turso, turso-2026 or lambda, or the file of a document, not "admin"'],
    [['http://x', '--api', 'turso', '--token', 'a b'], '--token takes printable ASCII characters without spaces'],
    [['http://x', '--api', 'turso', '--json=1'], "Option '--json' does not take an argument"],
    [
      ['http://x', '--api', 'lambda', '--set', 'id=1'],
      '--set takes NAME=VALUE with a parameter of the contract: limit, page, uuid',
    ],
    [['http://x', '--api', 'lambda', '--set', 'limit=0'], '--set limit: "0" must be at least 1'],
  ])('exits with 2 for wrong usage: %j', async (args, message) => {
    expect(await check(args)).toBe(2);
    expect(output).toEqual({ stdout: '', stderr: `mockplane: ${message}. See mockplane check --help.\n` });
  });

  it('suggests the option that was meant', async () => {
    expect(await check(['http://x', '--api', 'turso', '--tokne', 'a'])).toBe(2);
    expect(output.stderr).toBe(
      "mockplane: Unknown option '--tokne'; did you mean --token? See mockplane check --help.\n",
    );
  });

  it('has a help of its own', async () => {
    const { code, stdout, stderr } = await run(process.execPath, ['src/cli/main.ts', 'check', '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Usage: mockplane check URL --api NAME');
    for (const option of ['--api', '--token', '--set', '--json', 'Examples:']) expect(stdout).toContain(option);
  });
});

describe('the report', () => {
  const report = {
    api: 'turso',
    probes: 3,
    reached: ['listLocations'],
    unreached: [
      { operation: 'createDatabase', status: 404 },
      { operation: 'deleteDatabase', status: undefined },
    ],
    violations: [],
    leftBehind: ['db_name mockplane-check-1 (deleteDatabase did not succeed)'],
  };
  const format = { title: 'Turso Platform API', allowUnreached: true, stream: process.stdout };

  it('says what was not reached, what is left, and how to get the workflows', () => {
    const notRun = '@redocly/cli is not installed; to install it: npm install --save-dev @redocly/cli';
    expect(formatReport(report, { notRun }, format).split('\n')).toEqual([
      'Turso Platform API: 3 probes, 1 of 3 operations reached with a success, no violations',
      'Not reached: createDatabase (404), deleteDatabase (no test data)',
      'Left behind: db_name mockplane-check-1 (deleteDatabase did not succeed)',
      `The workflows were not run: ${notRun}`,
    ]);
  });

  it("shows control characters of a server's text as escapes", () => {
    const request = { method: 'GET', path: '/v1/locations' };
    const violation = { operation: 'listLocations', probe: 'valid request', request, status: 200 };
    const violations = [{ ...violation, pointer: '/body/locations/\u001b[2J', message: 'must be a string\n' }];
    const text = formatReport({ ...report, violations }, { results: [] }, format);
    expect(text.split('\n')[0]).toBe(
      'listLocations  /body/locations/\\x1b[2J  must be a string\\x0a  (valid request: GET /v1/locations → 200)',
    );
  });
});
