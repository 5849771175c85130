import { type BenchRequest, getDatabase } from '../cases.ts';
import type { Load } from '../load/load.ts';
import type { SandboxLoad, SandboxResult } from '../results.ts';
import type { Subject } from '../subjects/subject.ts';
import { ask } from './ask.ts';
import { type Running, start } from './processes.ts';
import { processorSeconds, residentMegabytes, settle } from './usage.ts';

/** How many a server holds unless it is told otherwise, `default` included. */
const limit = 256;

/** Requests to `default` first, so that the first sandbox does not pay for what is loaded once. */
const warmUps = 200;

/**
 * Measures the cost of making a sandbox by a request with its token, up to the server's limit. It subtracts the cost of
 * the same requests to sandboxes that exist already.
 */
export async function measureSandboxes(mockplane: Subject, load: Load, seconds: number): Promise<SandboxResult> {
  const server = await start(mockplane);
  const { pid, url } = server;
  const get = async (token: string): Promise<number> => {
    const headers = { authorization: `Bearer ${token}` };
    const began = performance.now();
    const { status } = await ask(url, { method: 'GET', path: '/v1/organizations/my-org/databases/my-db', headers });
    if (status !== 200) throw new Error(`The request with ${token} is answered ${status}.`);
    return performance.now() - began;
  };
  /** One request to each. */
  const round = async (): Promise<{ wall: number; processor: number | undefined }> => {
    const before = processorSeconds(pid);
    const times: number[] = [];
    for (let index = 1; index < limit; index++) times.push(await get(`mockplane-token~worker-${index}`));
    await settle(pid);
    const after = processorSeconds(pid);
    const used = after === undefined || before === undefined ? undefined : (after - before) * 1_000;
    return { wall: times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)]!, processor: used };
  };
  for (let index = 0; index < warmUps; index++) await get('mockplane-token');
  await settle(pid);
  const memory = residentMegabytes(pid);
  const making = await round();
  const megabytes = residentMegabytes(pid) - memory;
  const asking = await round();
  const spread: SandboxLoad[] = [];
  for (const sandboxes of spreads) spread.push(await loadAll(server, load, sandboxes, seconds));
  await server.stop();
  const count = limit - 1;
  const processor =
    making.processor === undefined || asking.processor === undefined ? null : making.processor - asking.processor;
  return {
    count,
    milliseconds: rounded(making.wall - asking.wall),
    processor: processor === null ? null : rounded(processor / count),
    megabytes: rounded(megabytes / count),
    spread,
  };
}

/** The numbers of sandboxes that a load is spread over. */
const spreads = [1, 16, limit];

/** Sends the same request to so many sandboxes in turn, `default` among them. */
async function loadAll({ pid, url }: Running, load: Load, sandboxes: number, seconds: number): Promise<SandboxLoad> {
  const [request, ...others] = Array.from({ length: sandboxes }, (_, index) => requestTo(index));
  const shot = { url, request: request!, others, connections: 16, expected: [200] };
  await load.fire({ ...shot, seconds: 1 });
  await settle(pid);
  const before = processorSeconds(pid);
  const fired = await load.fire({ ...shot, seconds });
  const after = processorSeconds(pid);
  const used = before === undefined || after === undefined ? null : after - before;
  if (fired.unexpected > 0) throw new Error(`${fired.unexpected} requests to ${sandboxes} sandboxes were refused.`);
  return {
    sandboxes,
    perSecond: Math.round(fired.requests / fired.seconds),
    processor: used === null ? null : rounded((used * 1e6) / fired.requests),
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function requestTo(index: number): BenchRequest {
  const token = index === 0 ? 'mockplane-token' : `mockplane-token~worker-${index}`;
  return { ...getDatabase, headers: { authorization: `Bearer ${token}` } };
}
