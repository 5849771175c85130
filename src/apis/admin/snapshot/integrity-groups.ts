import type { ViolationCollector } from './findings.ts';
import type { Snapshot } from './save.ts';

const taken = 'is that of an earlier row';

/** Looks for what is wrong with groups, and with what refers to groups, databases and organizations beside them. */
export function checkGroups(findings: ViolationCollector, snapshot: Snapshot): void {
  const { organizations, databases, groups = [], deletedDatabases = [] } = snapshot;
  const slugs = new Set(organizations.map(({ slug }) => slug));
  const groupsById = new Map(groups.map((row) => [row.id, row]));
  const ids = new Set([...databases, ...deletedDatabases].map(({ id }) => id));
  const liveIds = new Set(databases.map(({ id }) => id));
  const unknownOrganization = ({ organization }: { readonly organization?: string | undefined }) =>
    organization !== undefined && !slugs.has(organization) && 'names no organization';

  findings.unique('organizations', 'id', ({ id }) => id, taken);
  findings.unique('groups', 'id', ({ id }) => id, taken);
  findings.unique(
    'groups',
    'name',
    ({ organization, name, deletedAt }) => (deletedAt === undefined ? `${organization}/${name}` : undefined),
    taken,
  );
  findings.each('groups', 'organization', unknownOrganization);
  const instances = new Set<string>();
  findings.each('groups', 'locations', ({ locations }) => {
    const codes = new Set(locations.map(({ code }) => code));
    if (codes.size < locations.length) return 'names a location twice';
    const places = locations.map(({ position }, index) => position ?? index);
    if (places[0] !== 0 || places.some((place, index) => index > 0 && place <= places[index - 1]!)) {
      return 'must be in the order of their positions, from 0';
    }
    const repeated = locations.find(({ instance }) => instances.has(instance));
    for (const { instance } of locations) instances.add(instance);
    return repeated && `has the instance ${repeated.instance}, which an earlier location has`;
  });

  for (const table of ['databases', 'deletedDatabases'] as const) {
    findings.each(table, 'groupId', ({ groupId, organization }) => {
      if (groupId === undefined) return false;
      const group = groupsById.get(groupId);
      if (!group) return 'names no group';
      if (table === 'databases' && group.deletedAt !== undefined) return 'names a group that is deleted';
      return group.organization !== organization && `names a group of the organization ${group.organization}`;
    });
  }
  const grouped = new Set(
    databases.filter(({ groupId }) => groupId !== undefined).map(({ organization, name }) => `${organization}/${name}`),
  );
  findings.each(
    'instances',
    'database',
    ({ organization, database }) =>
      grouped.has(`${organization}/${database}`) && 'is in a group, whose locations are its instances',
  );
  const uuids = new Set(snapshot.instances.map(({ uuid }) => uuid));
  findings.each('deletedDatabases', 'instances', ({ instances: own = [] }) => {
    const repeated = own.find(({ uuid }) => uuids.has(uuid));
    for (const { uuid } of own) uuids.add(uuid);
    return repeated && `has the instance ${repeated.uuid}, which another database has`;
  });
  findings.each('deletedDatabases', 'id', ({ id }) => liveIds.has(id) && 'is that of a database');
  findings.unique('deletedDatabases', 'id', ({ id }) => id, taken);
  findings.each('deletedDatabases', 'organization', unknownOrganization);
  findings.each(
    'usage',
    'database',
    ({ database }) => database !== undefined && !ids.has(database) && 'names no database',
  );
  findings.each('topQueries', 'database', ({ database }) => !ids.has(database) && 'names no database');

  findings.each('apiTokens', 'organization', unknownOrganization);
  findings.each('apiTokens', 'groupId', ({ groupId, scopes, organization }) => {
    if (groupId === undefined) return scopes !== undefined && 'is required with scopes';
    if (groupsById.get(groupId)?.organization !== organization) return 'names no group of the organization';
    return scopes === undefined && 'goes with scopes';
  });
  findings.each('invites', 'organization', unknownOrganization);
  findings.unique('invites', 'id', ({ id }) => id, taken);
  findings.unique('invites', 'email', ({ organization, email }) => `${organization} ${email}`, taken);
  findings.each('auditLog', 'organization', unknownOrganization);
  findings.each('invoices', 'organization', unknownOrganization);
  findings.unique('invoices', 'number', ({ organization, number }) => `${organization} ${number}`, taken);
  findings.each('jwks', 'organization', unknownOrganization);
  findings.unique('jwks', 'name', ({ organization, name }) => `${organization} ${name}`, taken);
  findings.each('dumps', 'organization', unknownOrganization);
  findings.unique('dumps', 'id', ({ id }) => id, taken);
}
