import { type RunningMockplane, startMockplane } from 'mockplane';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { send } from '../helpers/raw.ts';
import { json } from '../helpers/server.ts';

let mockplane: RunningMockplane;
beforeAll(async () => {
  mockplane = await startMockplane({ port: 0, clock: { running: false } });
});
afterAll(() => mockplane.close());

const path = '/_mockplane/snapshot';
const host = 'Host: 127.0.0.1';

it('keeps what is named as every object’s own, where anything may stand', async () => {
  const before = (await send(mockplane.url, `GET ${path}`, [host])).body;
  const members = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x"';
  const changed = before.replace(/("details":\{)/, `$1${members},`);
  expect(changed).not.toBe(before);
  const put = await send(mockplane.url, `PUT ${path}`, [host, json], changed);
  expect(put).toMatchObject({ status: 200 });
  const after = (await send(mockplane.url, `GET ${path}`, [host])).body;
  expect(after).toContain(members);
  expect({}).not.toHaveProperty('polluted');
  expect(String({})).toBe('[object Object]');
});
