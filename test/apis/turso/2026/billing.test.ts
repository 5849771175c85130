import { describe, expect, it } from 'vitest';
import { operationOf } from '../../../helpers/operations.ts';
import { inOrganization, startTurso } from './helpers.ts';

const subscription = '/v1/organizations/{organizationSlug}/subscription';
const invoices = '/v1/organizations/{organizationSlug}/invoices';

describe('listPlans', () => {
  it('lists the plans of the contract', async () => {
    const operation = operationOf('listPlans', 'turso-2026');
    const { data } = await startTurso().turso.GET('/v1/plans');
    expect(data).toEqual(operation.replies[0]!.content!.examples[0]!.value);
  });
});

describe('updateSubscription', () => {
  it('changes the plan that the organization and the log show', async () => {
    const { turso, store } = startTurso();
    const body = { plan: 'pro', timeline: 'yearly', overages: true } as const;
    const { data } = await turso.POST(subscription, { ...inOrganization(), body });
    expect(data!.subscription).toEqual({ name: 'pro', ...body });
    expect((await turso.GET(subscription, inOrganization())).data).toEqual(data);
    const shown = await turso.GET('/v1/organizations/{organizationSlug}', inOrganization());
    expect(shown.data!.organization).toMatchObject({ plan_id: 'pro', plan_timeline: 'yearly', overages: true });
    expect(store.auditLog.page('my-org', 1, 0)).toMatchObject([{ code: 'org-plan-update', data: { plan: 'pro' } }]);
  });

  it('bills a free plan for no time', async () => {
    const { turso, store } = startTurso({ plan: 'starter' });
    await turso.POST(subscription, { ...inOrganization(), body: { plan: 'starter', timeline: 'yearly' } });
    expect(store.organizations.get('my-org')).toMatchObject({ plan: 'starter', timeline: '' });
    expect((await turso.GET('/v1/current-user')).data!.user).toEqual({ username: 'octocat', plan: 'starter' });
  });
});

describe('listOrganizationInvoices', () => {
  it('lists those of one kind', async () => {
    const { turso, store } = startTurso();
    const data = { amount_due: '29.00', due_date: '2026-10-01T05:00:00+00:00' };
    store.invoices.add({ organization: 'my-org', number: 'MYORGA-00009', type: 'upcoming', data });
    const numbers = async (type?: 'all' | 'upcoming' | 'issued') => {
      const params = { path: { organizationSlug: 'my-org' }, query: type === undefined ? {} : { type } };
      return (await turso.GET(invoices, { params })).data!.invoices.map(({ invoice_number: number }) => number);
    };
    expect(await numbers('upcoming')).toEqual(['MYORGA-00009']);
    expect(await numbers('issued')).not.toContain('MYORGA-00009');
    expect(await numbers()).toEqual(await numbers('all'));
    expect(await numbers()).toHaveLength((await numbers('issued')).length + 1);
  });
});

describe('getOrganizationUsage', () => {
  const usage = '/v1/organizations/{organizationSlug}/usage';

  it('sums the month over all databases, deleted ones included', async () => {
    const operation = operationOf('getOrganizationUsage', 'turso-2026');
    const { data } = await startTurso().turso.GET(usage, inOrganization());
    expect(data).toEqual(operation.replies[0]!.content!.examples[0]!.value);
  });

  it('counts rows anew in the next month, and keeps what is stored', async () => {
    const { turso, clock } = startTurso();
    clock.advance(30 * 24 * 3_600_000);
    const { data } = await turso.GET(usage, inOrganization());
    expect(data!.organization.usage).toMatchObject({ rows_read: 0, rows_written: 0, bytes_synced: 0, databases: 4 });
    expect(data!.organization.usage.storage_bytes).toBe(69_632);
  });
});

describe('updateBillingCustomer', () => {
  it('keeps what it was given, and nothing of before', async () => {
    const { turso } = startTurso();
    const path = '/v1/organizations/{organizationSlug}/billing/customer';
    expect((await turso.GET(path, inOrganization())).data).toEqual({});
    await turso.PUT(path, { ...inOrganization(), body: { name: 'Octo Inc.', billing_address: { city: 'Chicago' } } });
    await turso.PUT(path, { ...inOrganization(), body: { email: 'billing@example.com' } });
    expect((await turso.GET(path, inOrganization())).data).toEqual({ email: 'billing@example.com' });
  });
});

describe('createBillingPortal', () => {
  it('names a page that does not exist, also for a customer without an organization', async () => {
    const { plainFetch, token } = startTurso();
    const call = async (path: string, init: RequestInit = {}) => {
      const response = await plainFetch(path, { ...init, headers: { authorization: `Bearer ${token}` } });
      return (await response.json()) as unknown;
    };
    const body = JSON.stringify({ stripe_id: 'cus_1' });
    expect(await call('/v1/billing/portal', { method: 'POST', body })).toEqual({
      portal: { url: 'https://billing.example.com/portal/cus_1' },
    });
    expect(await call('/v1/billing/payment-methods?stripe_id=cus_1')).toEqual({ exists: true });
  });
});
