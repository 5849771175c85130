import type { components } from '../../../contract/generated/admin.ts';
import { formatTime } from '../../../sandbox/clock/time.ts';
import type { Context } from '../../../sandbox/handler.ts';
import type { ApiTokenRow } from '../../../sandbox/store/tables/api-tokens.ts';
import type { OrganizationRow, UserRow } from '../../../sandbox/store/tables/organizations.ts';
import { namedUuid } from '../../../sandbox/uuid.ts';

type Schemas = components['schemas'];

type Saved = Pick<
  Schemas['Snapshot'],
  'users' | 'organizations' | 'members' | 'apiTokens' | 'invites' | 'auditLog' | 'invoices' | 'jwks'
>;

/** Saves users, organizations and what these have beside databases. */
export function saveOrganizations({ store }: Context): Saved {
  const invites = store.invites.all();
  const auditLog = store.auditLog.all();
  const invoices = store.invoices.all();
  const jwks = store.jwks.all();
  return {
    users: store.organizations.users().map(toUser),
    organizations: store.organizations.all().map(toOrganization),
    members: store.organizations
      .allMembers()
      .map(({ organization, username, role }) => ({ organization, username, role })),
    apiTokens: store.apiTokens.all().map(toApiToken),
    ...(invites.length > 0 && {
      invites: invites.map(({ username, createdAt, ...row }) => ({
        ...row,
        ...(username !== null && { username }),
        createdAt: formatTime(createdAt),
      })),
    }),
    ...(auditLog.length > 0 && {
      auditLog: auditLog.map(({ id: _id, createdAt, data, ...row }) => ({
        ...row,
        createdAt: formatTime(createdAt),
        data: { ...data } as Record<string, never>,
      })),
    }),
    ...(invoices.length > 0 && {
      invoices: invoices.map((row) => ({ ...row, data: { ...row.data } as Record<string, never> })),
    }),
    ...(jwks.length > 0 && { jwks: jwks.map((row) => ({ ...row })) }),
  };
}

/** Absent properties say what most users are; so below. */
function toUser({ username, email, name, avatarUrl, mfa, sessionsValidFrom }: UserRow): Schemas['UserRow'] {
  return {
    username,
    ...(email !== `${username}@example.com` && { email }),
    ...(name !== username && { name }),
    ...(avatarUrl !== '' && { avatarUrl }),
    ...(mfa && { mfa }),
    ...(sessionsValidFrom !== null && { sessionsValidFrom: formatTime(sessionsValidFrom) }),
  };
}

function toOrganization(row: OrganizationRow): Schemas['OrganizationRow'] {
  const { slug, name, type, id, plan, timeline, platform } = row;
  return {
    slug,
    name,
    type,
    ...(id !== namedUuid(`organization ${slug}`) && { id }),
    ...(plan !== 'starter' && { plan }),
    ...(timeline !== '' && { timeline: timeline as 'monthly' | 'yearly' }),
    ...(row.overages && { overages: true }),
    ...(row.requireMfa && { requireMfa: true }),
    ...(row.blockedReads && { blockedReads: true }),
    ...(row.blockedWrites && { blockedWrites: true }),
    ...(platform !== '' && { platform }),
    ...(!row.restoreEnabled && { restoreEnabled: false }),
    ...(Object.keys(row.billing).length > 0 && { billing: { ...row.billing } as Record<string, never> }),
  };
}

function toApiToken(row: ApiTokenRow): Schemas['APITokenRow'] {
  const { id, name, username, hash, createdAt, organization, groupId, scopes } = row;
  return {
    id,
    name,
    username,
    ...(hash !== null && { hash }),
    createdAt: formatTime(createdAt),
    ...(organization !== null && { organization }),
    ...(groupId !== null && { groupId }),
    ...(scopes !== null && { scopes: [...scopes] }),
  };
}
