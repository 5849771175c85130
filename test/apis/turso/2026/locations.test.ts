import { describe, expect, it } from 'vitest';
import { inOrganization, startTurso } from './helpers.ts';

describe('listLocations', () => {
  it('lists those on AWS, and the older ones where platforms are told apart', async () => {
    const { turso } = startTurso();
    const { data } = await turso.GET('/v1/locations');
    const { data: both } = await turso.GET('/v2/locations');
    expect(data!.locations).toEqual(both!.locations['aws']);
    expect(both!.locations['fly']).toHaveProperty('ord');
    const path = '/v2/organizations/{organizationSlug}/locations';
    expect((await turso.GET(path, inOrganization())).data).toEqual(both);
  });
});

describe('getLocation', () => {
  it('names the nearest of the same platform', async () => {
    expect(await nearest('ord')).toEqual(['yyz', 'iad', 'atl']);
    expect(await nearest('aws-us-east-1')).toEqual(['aws-us-east-2', 'aws-us-west-2', 'aws-eu-west-1']);
  });
});

describe('getLatestRelease', () => {
  it('names the release of the CLI that asks, and the newest known to others', async () => {
    const { client, token } = startTurso();
    const latest = async (agent: string) => (await client(token, agent).GET('/releases/latest')).data!.latest;
    expect(await latest('turso-cli/1.0.12 (linux/amd64)')).toBe('v1.0.12');
    expect(await latest('turso-cli/v2.3.4 (darwin/arm64)')).toBe('v2.3.4');
    expect(await latest('curl/8')).toBe('v1.0.29');
  });
});

async function nearest(location: string): Promise<string[]> {
  const { data } = await startTurso().turso.GET('/v1/locations/{location}', { params: { path: { location } } });
  return data!.location.closest.map(({ code }) => code);
}
