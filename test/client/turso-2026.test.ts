import { createMockplane } from 'mockplane';
import { createTursoClient, type TursoSchemas } from 'mockplane/turso-2026';
import { describe, expect, expectTypeOf, it } from 'vitest';

const organization = { path: { organizationSlug: 'my-org' } } as const;
const groupPath = '/v1/organizations/{organizationSlug}/groups/{groupName}';

describe('the client of 2026', () => {
  it('reaches its edition whatever is served at the root', async () => {
    for (const edition of ['2023', '2026'] as const) {
      const { fetch } = createMockplane({ edition, stateless: true });
      const result = await createTursoClient({ fetch }).GET(groupPath, {
        params: { path: { ...organization.path, groupName: 'default' } },
      });
      expectTypeOf(result.status).extract<200 | 401 | 403 | 404>().toEqualTypeOf<200 | 401 | 403 | 404>();
      if (result.status === 200) expectTypeOf(result.data.group).toEqualTypeOf<TursoSchemas['Group']>();
      expect(result.data?.group.version).toBe('tech-preview');
    }
  });

  it('types what a database of that year may lack', async () => {
    const { fetch } = createMockplane({ stateless: true });
    const { data, error } = await createTursoClient({ fetch }).GET('/v1/organizations/{organizationSlug}/databases', {
      params: organization,
    });
    if (error) throw new Error(error.error);
    expectTypeOf(data.databases[0]!.group).toEqualTypeOf<string | undefined>();
    expectTypeOf(data.databases[0]!.parent).toEqualTypeOf<TursoSchemas['DatabaseParent'] | null>();
    expect(data.databases.length).toBeGreaterThan(0);
  });

  it('refuses bodies that the contract refuses, as the server does', async () => {
    const { fetch } = createMockplane({ edition: '2026' });
    const { status } = await createTursoClient({ fetch }).POST('/v1/organizations/{organizationSlug}/groups', {
      params: organization,
      // @ts-expect-error a group needs a location
      body: { name: 'new-group' },
    });
    expect(status).toBe(400);
  });
});
