import type { DatabaseSync } from 'node:sqlite';
import { query } from '../sqlite.ts';

export interface OrganizationRow {
  readonly slug: string;
  readonly name: string;
  readonly type: 'personal' | 'team';
}

export interface MemberRow {
  readonly organization: string;
  readonly username: string;
  readonly role: 'owner' | 'admin' | 'member';
}

/** The membership of a user in an organization. */
export interface Membership {
  /** Undefined if the user is not a member. */
  readonly role: MemberRow['role'] | undefined;
}

/** The tables of users, organizations and members. */
export function organizationsTable(database: DatabaseSync) {
  const addUser = query<[string]>(database, 'INSERT INTO users (username) VALUES (?)');
  const allUsers = query<[], { username: string }>(database, 'SELECT username FROM users ORDER BY username');
  const add = query<[string, string, string]>(
    database,
    'INSERT INTO organizations (slug, name, type, position) VALUES (?, ?, ?, (SELECT count(*) FROM organizations))',
  );
  const get = query<[string], OrganizationRow>(database, 'SELECT slug, name, type FROM organizations WHERE slug = ?');
  const all = query<[], OrganizationRow>(database, 'SELECT slug, name, type FROM organizations ORDER BY position');
  const ofUser = query<[string], OrganizationRow>(
    database,
    `SELECT slug, name, type FROM organizations
     JOIN members ON members.organization = organizations.slug WHERE members.username = ? ORDER BY organizations.position`,
  );
  const addMember = query<[string, string, string]>(
    database,
    'INSERT INTO members (organization, username, role, position) VALUES (?, ?, ?, (SELECT count(*) FROM members))',
  );
  const memberColumns = 'SELECT organization, username, role FROM members';
  const member = query<[string, string], MemberRow>(
    database,
    `${memberColumns} WHERE organization = ? AND username = ?`,
  );
  // Every request looks up the caller's membership, and memberships change only when the whole state is replaced. So
  // cache them.
  const memberships = new Map<string, Map<string, Membership>>();
  const members = query<[string], MemberRow>(database, `${memberColumns} WHERE organization = ? ORDER BY position`);
  const allMembers = query<[], MemberRow>(database, `${memberColumns} ORDER BY position`);

  return {
    addUser: (username: string): void => void addUser.run(username),
    users: () => allUsers.all(),
    add({ slug, name, type }: OrganizationRow): void {
      memberships.clear();
      add.run(slug, name, type);
    },
    get: (slug: string) => get.one(slug),
    all: () => all.all(),
    ofUser: (username: string) => ofUser.all(username),
    addMember({ organization, username, role }: MemberRow): void {
      memberships.clear();
      addMember.run(organization, username, role);
    },
    /** The membership of a user; undefined if the organization does not exist. */
    membership(organization: string, username: string): Membership | undefined {
      const cachedMembership = memberships.get(organization)?.get(username);
      if (cachedMembership || !get.one(organization)) return cachedMembership;
      const membership = { role: member.one(organization, username)?.role };
      const ofOrganization = memberships.get(organization) ?? new Map<string, Membership>();
      memberships.set(organization, ofOrganization.set(username, membership));
      return membership;
    },
    members: (organization: string) => members.all(organization),
    allMembers: () => allMembers.all(),
    /** Clears the cached memberships. Call it after rows were removed by other code. */
    forget: (): void => memberships.clear(),
  };
}
