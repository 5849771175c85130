import { createMockplane } from 'mockplane';
import { afterEach, describe, expect, it } from 'vitest';

const mockplane = createMockplane({ seed: 1 });
afterEach(() => mockplane.reset());

const authorization = `Bearer ${mockplane.token}`;

async function timingOf(path: string, init: RequestInit): Promise<Record<string, number> | undefined> {
  const response = await mockplane.fetch(`http://localhost${path}`, init);
  const header = response.headers.get('server-timing');
  if (header === null) return undefined;
  const metrics = header.split(', ').map((metric) => /^([a-z]+);dur=(\d+\.\d{3})$/.exec(metric)!.slice(1));
  return Object.fromEntries(metrics.map(([name, duration]) => [name!, Number(duration)]));
}

describe('Prefer: timing', () => {
  it('gives the time of each step and of all together', async () => {
    const times = await timingOf('/v1/locations', { headers: { authorization, prefer: 'timing=true' } });
    const { total, ...steps } = times!;
    expect(Object.keys(steps)).toEqual(['match', 'authenticate', 'validate', 'answer', 'check']);
    const sum = Object.values(steps).reduce((whole, duration) => whole + duration);
    // Each of the six is rounded.
    expect(sum).toBeLessThanOrEqual(total! + 0.004);
  });

  it('goes with any other preference, and is named among those applied', async () => {
    const headers = { authorization, prefer: 'timing, code=401' };
    const response = await mockplane.fetch('http://localhost/v1/locations', { headers });
    expect(response.status).toBe(401);
    expect(response.headers.get('preference-applied')).toBe('code=401, timing=true');
    expect(response.headers.get('timing-allow-origin')).toBe('*');
  });

  it('tells of a request that the state refuses', async () => {
    const init = { method: 'POST', body: '{"name": "my-db"}', headers: { authorization, prefer: 'timing=true' } };
    const times = await timingOf('/v1/organizations/my-org/databases', init);
    expect(times).toHaveProperty('answer');
  });

  it('is silent unless it is wanted', async () => {
    const wanted = { 'no header': {}, 'timing=false': { prefer: 'timing=false' } };
    for (const headers of Object.values(wanted)) {
      expect(await timingOf('/v1/locations', { headers: { authorization, ...headers } })).toBeUndefined();
    }
  });

  it('refuses other values', async () => {
    const headers = { authorization, prefer: 'timing=yes' };
    const response = await mockplane.fetch('http://localhost/v1/locations', { headers });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'Prefer: timing must be true or false, not "yes"' });
  });
});
