import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startCli } from '../helpers/cli.ts';
import { found, leaks } from './secrets.ts';

const databases = '/v1/organizations/my-org/databases';

/** Every file of a folder as text in which each byte is a character; a log that SQLite writes ahead is one of them. */
function filesIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name)).toContain('mockplane.db');
  return files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1')).join('\n');
}

describe('what mockplane writes', () => {
  it.each([[[]], [['--json']], [['--quiet']]])('has no token in clear anywhere, with %j', async (options) => {
    const token = `own-${randomBytes(12).toString('base64url')}-"%&`;
    const folder = mkdtempSync(join(tmpdir(), 'mockplane-secrets-'));
    const cli = await startCli(['--port', '0', '--data', folder, ...options], { MOCKPLANE_TOKEN: token });
    onTestFinished(async () => {
      cli.signal('SIGKILL');
      await cli.ended;
      rmSync(folder, { recursive: true });
    });
    const send = async (path: string, init: RequestInit = {}): Promise<string> =>
      (await fetch(cli.url + path, { headers: { authorization: `Bearer ${token}` }, ...init })).text();

    const stream = await fetch(`${cli.url}/_mockplane/exchanges/stream`);
    const reader = stream.body!.getReader();
    const streamed = (async () => {
      let text = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return text;
        text += new TextDecoder().decode(value);
      }
    })();

    const minted = JSON.parse(await send('/v1/auth/api-tokens/one', { method: 'POST' })) as { token: string };
    const forDatabase = JSON.parse(await send(`${databases}/my-db/auth/tokens`, { method: 'POST' })) as { jwt: string };
    const secrets = [token, minted.token, forDatabase.jwt];
    // A minted token opens the API; then it is put wherever one could be.
    expect(await send(databases, { headers: { authorization: `Bearer ${minted.token}` } })).toContain('my-db');
    for (const secret of secrets) {
      for (const { method, path, headers, body } of Object.values(leaks(secret, token))) {
        await send(path, { method, headers: { ...headers }, ...(body !== undefined && { body }) });
      }
    }

    const admin = await Promise.all(
      ['exchanges?limit=1000', 'snapshot', 'faults', 'transitions', 'clock', 'health'].map((name) =>
        send(`/_mockplane/${name}`),
      ),
    );
    const { exchanges } = JSON.parse(admin[0]!) as { exchanges: { id: number }[] };
    expect(exchanges).toHaveLength(3 + secrets.length * Object.keys(leaks('')).length);
    const details = await Promise.all(exchanges.map(({ id }) => send(`/_mockplane/exchanges/${id}`)));
    const whileItRuns = filesIn(folder);
    cli.signal('SIGTERM');
    const { stdout, stderr } = await cli.ended;

    expect(stdout.includes('createAPIToken')).toBe(!options.includes('--quiet'));
    expect(await streamed).toContain('createAPIToken');
    expect({
      stdout: found(secrets, stdout),
      stderr: found(secrets, stderr),
      stream: found(secrets, await streamed),
      admin: found(secrets, admin.join('\n')),
      details: found(secrets, details.join('\n')),
      files: found(secrets, whileItRuns + filesIn(folder)),
    }).toEqual({ stdout: [], stderr: [], stream: [], admin: [], details: [], files: [] });
  });

  it('has the token that everybody knows, so that the first line to try works', async () => {
    const cli = await startCli(['--port', '0']);
    cli.signal('SIGTERM');
    const { stdout } = await cli.ended;
    expect(stdout).toMatch(/Token +mockplane-token\n/);
    expect(stdout).toContain('curl -H "Authorization: Bearer mockplane-token"');
  });
});
