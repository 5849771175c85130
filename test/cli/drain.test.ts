import { expect, describe, it, onTestFinished } from 'vitest';
import { mockplane, type RunningCli, startCli } from '../helpers/cli.ts';

async function start(drain: string): Promise<RunningCli> {
  const server = await startCli(['--port', '0', '--quiet', '--drain', drain]);
  onTestFinished(async () => {
    server.signal('SIGKILL');
    await server.ended;
  });
  return server;
}

const health = async ({ url }: RunningCli): Promise<number> => (await fetch(`${url}/_mockplane/health`)).status;

async function ask({ url }: RunningCli): Promise<number> {
  const headers = { authorization: 'Bearer mockplane-token' };
  return (await fetch(`${url}/v1/locations`, { headers })).status;
}

describe('mockplane --drain', () => {
  it('answers 503 to the health check after SIGTERM, and serves every other request', async () => {
    const server = await start('1h');
    expect(await health(server)).toBe(200);
    server.signal('SIGTERM');
    await expect.poll(() => health(server)).toBe(503);
    expect(await ask(server)).toBe(200);
    expect(await (await fetch(`${server.url}/_mockplane/health`)).json()).toMatchObject({
      status: 503,
      detail: 'this server is about to end; send new requests to another one',
    });
    server.signal('SIGTERM');
    expect(await server.ended).toMatchObject({ code: 1 });
  });

  it('ends by itself when the time is over', async () => {
    const server = await start('200ms');
    server.signal('SIGTERM');
    expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('does not wait after SIGINT', async () => {
    const server = await start('1h');
    server.signal('SIGINT');
    expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('takes a duration', async () => {
    const { code, stderr } = await mockplane(['--drain', 'long']);
    expect(code).toBe(1);
    expect(stderr).toContain('--drain takes a duration up to 1h, such as 30s, not "long"');
  });
});
