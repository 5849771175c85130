import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { balancers, missing } from './balancers.ts';
import { type Farm, type FarmOptions, startFarm } from './farm.ts';
import { play } from './play.ts';

/** Starts a farm, or skips the test and says why. */
async function start(skip: (why: string) => never, options: FarmOptions): Promise<Farm> {
  const why = missing(options.balancer);
  if (why !== undefined) skip(why);
  const farm = await startFarm(options);
  onTestFinished(() => farm.stop());
  return farm;
}

const databases = '/v1/organizations/my-org/databases';
const headersOf = (token: string) => ({ authorization: `Bearer ${token}` });
const tokenOf = (sandbox: string): string => `mockplane-token~${sandbox}`;

async function mint(url: string, sandbox: string): Promise<string> {
  const headers = headersOf(tokenOf(sandbox));
  const response = await fetch(`${url}${databases}/my-db/auth/tokens`, { method: 'POST', headers });
  return ((await response.json()) as { jwt: string }).jwt;
}

/** The names of the sandboxes that a server has. */
async function sandboxesOf(server: string): Promise<string[]> {
  const response = await fetch(`${server}/_mockplane/sandboxes`);
  return ((await response.json()) as { sandboxes: { name: string }[] }).sandboxes.map(({ name }) => name);
}

describe.each(balancers)('three servers behind %s', (balancer) => {
  it('lose nothing of what they acknowledged when one is killed, and mix no sandboxes', async ({ skip }) => {
    const farm = await start(skip, { balancer, args: ['--sandbox-idle', '3s'] });
    const { defects, acknowledged } = await play(farm, { sandboxes: 12, writes: 8 });
    expect(defects).toEqual([]);
    expect(acknowledged).toBeGreaterThan(12 * 4);
  }, 120_000);

  it('get all requests of a sandbox at one of them, however they name it', async ({ skip }) => {
    const farm = await start(skip, { balancer, isKept: false });
    const names = Array.from({ length: 8 }, (_, index) => `box-${index}`);
    const admin = { 'content-type': 'application/json' };
    for (const name of names) {
      const created = `${farm.url}/_mockplane/sandboxes?sandbox=${name}`;
      const body = JSON.stringify({ name });
      expect((await fetch(created, { method: 'POST', headers: admin, body })).status).toBe(201);
      const jwt = await mint(farm.url, name);
      const sql = JSON.stringify({ requests: [{ type: 'execute', stmt: { sql: 'SELECT 1' } }, { type: 'close' }] });
      const own = headersOf(tokenOf(name));
      const answers = [
        await fetch(`${farm.url}/v1/locations`, { headers: own }),
        await fetch(`${farm.url}/backend/lambda-instances`, { headers: { 'x-api-key': tokenOf(name) } }),
        await fetch(`${farm.url}/_db/my-org/my-db/v2/pipeline`, { method: 'POST', headers: headersOf(jwt), body: sql }),
        await fetch(`${farm.url}/_mockplane/clock?sandbox=${name}`),
        await fetch(`${farm.url}/_mockplane/sandboxes/${name}`),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    }
    const places = await Promise.all(farm.servers.map(sandboxesOf));
    expect(
      places
        .flat()
        .filter((name) => name !== 'default')
        .toSorted(),
    ).toEqual(names);
    expect(places.filter((each) => each.length > 1).length).toBeGreaterThan(1);
  }, 120_000);

  it('pass on WebSockets and events', async ({ skip }) => {
    const farm = await start(skip, { balancer, isKept: false });
    const jwt = await mint(farm.url, 'sockets');
    const abort = new AbortController();
    const stream = await fetch(`${farm.url}/_mockplane/exchanges/stream?sandbox=sockets`, { signal: abort.signal });
    const events = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await events.read()).value).toContain('following');
    const host = 'my-db-my-org.sockets.sandbox.example.com';
    const socket = new WebSocket(farm.url.replace('http', 'ws'), ['hrana2'], { headers: { host } });
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'hello', jwt }));
    const [reply] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(reply.toString())).toEqual({ type: 'hello_ok' });
    expect((await events.read()).value).toContain('#hello');
    abort.abort();
    socket.close();
  }, 120_000);
});

describe('three servers behind haproxy', () => {
  it('answer every request while one of them drains and ends', async ({ skip }) => {
    const farm = await start(skip, { balancer: 'haproxy', args: ['--drain', '5s'] });
    const { defects, acknowledged } = await play(farm, { sandboxes: 12, writes: 8, end: 'terminate' });
    expect(defects).toEqual([]);
    expect(acknowledged).toBeGreaterThan(12 * 4);
  }, 120_000);

  it('make the sandboxes of a dead server anew where nothing is kept', async ({ skip }) => {
    const farm = await start(skip, { balancer: 'haproxy', isKept: false });
    const names = Array.from({ length: 8 }, (_, index) => `box-${index}`);
    const create = (name: string): Promise<Response> =>
      fetch(farm.url + databases, {
        method: 'POST',
        headers: { ...headersOf(tokenOf(name)), 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'shop' }),
      });
    for (const name of names) expect((await create(name)).status).toBe(200);
    const lost = new Set(await sandboxesOf(farm.servers[0]!));
    await farm.kill(0);
    for (const name of names) {
      // A database that is there still has its name taken.
      expect([name, (await create(name)).status]).toEqual([name, lost.has(name) ? 200 : 409]);
    }
  }, 120_000);
});
