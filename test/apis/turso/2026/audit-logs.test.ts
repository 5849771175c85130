import { describe, expect, it } from 'vitest';
import { inOrganization, startTurso } from './helpers.ts';

const path = '/v1/organizations/{organizationSlug}/audit-logs';

describe('listOrganizationAuditLogs', () => {
  it('tells who did what, the newest first', async () => {
    const { client, token, turso } = startTurso();
    const cli = client(token, 'turso-cli/1.0.29 (linux/amd64)');
    await turso.PATCH('/v1/organizations/{organizationSlug}', { ...inOrganization(), body: { overages: true } });
    await cli.POST('/v1/auth/api-tokens/{tokenName}', {
      params: { path: { tokenName: 'new-bot' } },
      body: { organization: 'my-org' },
    });
    const { data } = await turso.GET(path, inOrganization());
    const at = { author: 'octocat', created_at: '2026-09-15T12:00:00Z', message: '' };
    expect(data!.audit_logs.slice(0, 2)).toEqual([
      { ...at, code: 'user-token-create', origin: 'cli', data: { organization: 'my-org', token: 'new-bot' } },
      { ...at, code: 'org-set-overages', origin: 'web', data: { organization: 'my-org', overages: true } },
    ]);
  });

  it('pages by number', async () => {
    const { turso, store } = startTurso();
    const rows = store.auditLog.count('my-org');
    const page = async (number: number) => {
      const params = { path: { organizationSlug: 'my-org' }, query: { page: number, page_size: 4 } };
      return (await turso.GET(path, { params })).data!;
    };
    const whole = (await turso.GET(path, inOrganization())).data!.audit_logs;
    const [first, second, third] = [await page(1), await page(2), await page(3)];
    expect([...first.audit_logs, ...second.audit_logs]).toEqual(whole);
    expect(second.pagination).toEqual({ page: 2, page_size: 4, total_pages: Math.ceil(rows / 4), total_rows: rows });
    expect(third.audit_logs).toEqual([]);
  });

  it('is written by the edition of 2023 too', async () => {
    const { client2023, store } = startTurso();
    await client2023().POST('/v1/organizations/{org_slug}/members', {
      params: { path: { org_slug: 'my-org' } },
      body: { username: 'octokitten' },
    });
    expect(store.auditLog.page('my-org', 1, 0)).toMatchObject([{ code: 'org-member-add', author: 'octocat' }]);
  });

  it('answers 402 with a code on a plan without it', async () => {
    expect(await startTurso({ plan: 'starter' }).turso.GET(path, inOrganization())).toMatchObject({
      status: 402,
      error: { code: 'feature_not_available_for_starter_plan' },
    });
  });
});
