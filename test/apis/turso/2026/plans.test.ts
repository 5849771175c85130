import { describe, expect, it } from 'vitest';
import { planOf } from '../../../../src/sandbox/plans.ts';
import { planCatalogue } from '../../../../src/apis/turso/2026/plan-catalogue.ts';
import { inOrganization, startTurso } from './helpers.ts';

const groups = '/v1/organizations/{organizationSlug}/groups';
const invites = '/v2/organizations/{organizationSlug}/invites';
const group = { name: 'more', location: 'aws-us-east-1' };
const invite = { email: 'visitor@example.com', role: 'member' } as const;

describe('planOf', () => {
  it('has the limits of the catalogue of 2026', () => {
    const limits = (['starter', 'developer', 'scaler', 'pro'] as const).map((name) => {
      const { databases, locations, monthly } = planOf(name, '2026');
      return { name, databases, locations, ...monthly };
    });
    expect(limits).toEqual(
      planCatalogue.map(({ name, quotas: { databases, locations, rowsRead, rowsWritten, storage } }) => ({
        name,
        databases,
        locations,
        rowsRead,
        rowsWritten,
        storageBytes: storage,
      })),
    );
  });

  it('keeps the storage of 2023 in that edition', () => {
    expect(planOf('starter', '2023').monthly?.storageBytes).toBe(8 * 1_073_741_824);
    expect(planOf('unlimited', '2026').monthly).toBe(undefined);
  });
});

describe('the plan developer', () => {
  it('has one group and no invites', async () => {
    const { turso } = startTurso({ plan: 'developer' });
    expect(await turso.POST(groups, { ...inOrganization(), body: group })).toMatchObject({
      status: 402,
      error: { error: 'maximum group count of 1 reached' },
    });
    expect(await turso.POST(invites, { ...inOrganization(), body: invite })).toMatchObject({
      status: 400,
      error: { error: "organization my-org can't invite users because plan developer doesn't support it" },
    });
  });
});

describe('the plan pro', () => {
  it('has more groups, and invites', async () => {
    const { turso } = startTurso({ plan: 'pro' });
    expect(await turso.POST(groups, { ...inOrganization(), body: group })).toMatchObject({ status: 200 });
    expect(await turso.POST(invites, { ...inOrganization(), body: invite })).toMatchObject({ status: 200 });
  });
});
