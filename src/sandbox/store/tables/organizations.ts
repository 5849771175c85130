import type { DatabaseSync } from 'node:sqlite';
import { namedUuid } from '../../uuid.ts';
import { columnsOf } from '../columns.ts';
import { cached, query } from '../sqlite.ts';

export interface UserRow {
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly avatarUrl: string;
  /** Whether the user signs in with more than a password. */
  readonly mfa: boolean;
  /** Sessions that began earlier have ended; null when none was ended. */
  readonly sessionsValidFrom: number | null;
}

export interface OrganizationRow {
  readonly slug: string;
  readonly name: string;
  readonly type: 'personal' | 'team';
  /** A UUID, by which `/v3` names it. */
  readonly id: string;
  /** The name of its plan: `starter`, `scaler`, … */
  readonly plan: string;
  /** `monthly` or `yearly`; empty for a plan that costs nothing. */
  readonly timeline: string;
  readonly overages: boolean;
  readonly requireMfa: boolean;
  readonly blockedReads: boolean;
  readonly blockedWrites: boolean;
  /** The company that manages it in the vendor's place; empty for none. */
  readonly platform: string;
  /** Whether what was deleted can be restored. */
  readonly restoreEnabled: boolean;
  /** Name, address and so on of who pays, as they were given. */
  readonly billing: Readonly<Record<string, unknown>>;
}

/** An organization to add; properties that are absent begin as those of a new one. */
export type NewOrganization = Pick<OrganizationRow, 'slug' | 'name' | 'type'> & Partial<OrganizationRow>;

export type Role = 'owner' | 'admin' | 'member' | 'viewer';

export interface MemberRow {
  readonly organization: string;
  readonly username: string;
  readonly role: Role;
}

/** The membership of a user in an organization. */
export interface Membership {
  /** Undefined for one who is not a member. */
  readonly role: Role | undefined;
}

const users = columnsOf<UserRow>({
  username: 'plain',
  email: 'plain',
  name: 'plain',
  avatarUrl: 'plain',
  mfa: 'flag',
  sessionsValidFrom: 'plain',
});

const organizations = columnsOf<OrganizationRow>({
  slug: 'plain',
  name: 'plain',
  type: 'plain',
  id: 'plain',
  plan: 'plain',
  timeline: 'plain',
  overages: 'flag',
  requireMfa: 'flag',
  blockedReads: 'flag',
  blockedWrites: 'flag',
  platform: 'plain',
  restoreEnabled: 'flag',
  billing: 'json',
});

type Raw = Readonly<Record<string, unknown>>;

/** Users, organizations and who belongs to which. */
export function organizationsTable(database: DatabaseSync) {
  const addUser = query(database, users.insert('users'));
  const selectUser = `SELECT ${users.select()} FROM users`;
  const user = query<[string], Raw>(database, `${selectUser} WHERE username = ?`);
  const userByEmail = query<[string], Raw>(database, `${selectUser} WHERE email = ? ORDER BY username LIMIT 1`);
  const allUsers = query<[], Raw>(database, `${selectUser} ORDER BY username`);
  const changedOfUser = ['email', 'name', 'avatarUrl', 'mfa', 'sessionsValidFrom'] as const;
  const updateUser = query(database, `${users.update('users', changedOfUser)} WHERE username = ?`);

  const columns = organizations.select('organizations');
  const add = query(
    database,
    organizations
      .insert('organizations')
      .replace(')', ', position)')
      .replace(/\)$/, ', (SELECT coalesce(max(position), -1) + 1 FROM organizations))'),
  );
  const get = query<[string], Raw>(database, `SELECT ${columns} FROM organizations WHERE slug = ?`);
  const byId = query<[string], Raw>(database, `SELECT ${columns} FROM organizations WHERE id = ?`);
  const all = query<[], Raw>(database, `SELECT ${columns} FROM organizations ORDER BY position`);
  const ofUser = query<[string], Raw>(
    database,
    `SELECT ${columns} FROM organizations JOIN members ON members.organization = organizations.slug
     WHERE members.username = ? ORDER BY organizations.position`,
  );
  const changed = Object.keys({
    name: 0,
    plan: 0,
    timeline: 0,
    overages: 0,
    requireMfa: 0,
    blockedReads: 0,
    blockedWrites: 0,
    platform: 0,
    restoreEnabled: 0,
    billing: 0,
  } satisfies Record<keyof OrganizationChanges, 0>) as (keyof OrganizationChanges)[];
  const update = query(database, `${organizations.update('organizations', changed)} WHERE slug = ?`);
  const remove = query<[string]>(database, 'DELETE FROM organizations WHERE slug = ?');

  const addMember = query<[string, string, string]>(
    database,
    `INSERT INTO members (organization, username, role, position)
     VALUES (?, ?, ?, (SELECT coalesce(max(position), -1) + 1 FROM members))`,
  );
  const memberColumns = 'SELECT organization, username, role FROM members';
  const member = query<[string, string], MemberRow>(
    database,
    `${memberColumns} WHERE organization = ? AND username = ?`,
  );
  const setRole = query<[string, string, string]>(
    database,
    'UPDATE members SET role = ? WHERE organization = ? AND username = ?',
  );
  const removeMember = query<[string, string]>(database, 'DELETE FROM members WHERE organization = ? AND username = ?');
  // Few join or leave, while each request asks who the caller is to an organization.
  const memberships = new Map<string, Map<string, Membership>>();
  const members = query<[string], MemberRow>(database, `${memberColumns} WHERE organization = ? ORDER BY position`);
  const allMembers = query<[], MemberRow>(database, `${memberColumns} ORDER BY position`);

  const parse = (raw: Raw | undefined): OrganizationRow | undefined => raw && organizations.parse(raw);
  const parseUser = (raw: Raw | undefined): UserRow | undefined => raw && users.parse(raw);
  const getParsed = cached(database, ['organizations'], (slug: string) => parse(get.one(slug)));

  return {
    /** Adds a user; an address at `example.com` and the username stand for what is not given. */
    addUser(username: string, profile: Partial<Omit<UserRow, 'username'>> = {}): void {
      const { email = `${username}@example.com`, name = username, avatarUrl = '', mfa = false } = profile;
      const sessionsValidFrom = profile.sessionsValidFrom ?? null;
      addUser.run(...users.values({ username, email, name, avatarUrl, mfa, sessionsValidFrom }));
    },
    user: (username: string) => parseUser(user.one(username)),
    userByEmail: (email: string) => parseUser(userByEmail.one(email)),
    users: () => allUsers.all().map((raw) => users.parse(raw)),
    /** Changes what is given of a user that there is. */
    updateUser(username: string, changes: Partial<Omit<UserRow, 'username'>>): void {
      const row = { ...parseUser(user.one(username))!, ...changes };
      updateUser.run(...users.values(row, changedOfUser), username);
    },
    add(row: NewOrganization): void {
      memberships.clear();
      add.run(...organizations.values({ ...newOrganization(row.slug), ...row }));
    },
    get: getParsed,
    byId: (id: string) => parse(byId.one(id)),
    all: () => all.all().map((raw) => organizations.parse(raw)),
    ofUser: (username: string) => ofUser.all(username).map((raw) => organizations.parse(raw)),
    /** Changes what is given of an organization that there is. */
    update(slug: string, changes: Partial<OrganizationChanges>): void {
      const row = { ...parse(get.one(slug))!, ...changes };
      update.run(...organizations.values(row, changed), slug);
    },
    /** Whatever it has goes with it. */
    remove(slug: string): void {
      memberships.clear();
      remove.run(slug);
    },
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
    /** Gives a member another role. */
    setRole(organization: string, username: string, role: Role): void {
      memberships.clear();
      setRole.run(role, organization, username);
    },
    removeMember(organization: string, username: string): void {
      memberships.clear();
      removeMember.run(organization, username);
    },
    members: (organization: string) => members.all(organization),
    allMembers: () => allMembers.all(),
    /** Clears the cached memberships. Call it after rows were removed by other code. */
    forget: (): void => memberships.clear(),
  };
}

/** Properties of an organization that can change. */
export type OrganizationChanges = Omit<OrganizationRow, 'slug' | 'type' | 'id'>;

function newOrganization(slug: string): Omit<OrganizationRow, 'slug' | 'name' | 'type'> {
  return {
    id: namedUuid(`organization ${slug}`),
    plan: 'starter',
    timeline: '',
    overages: false,
    requireMfa: false,
    blockedReads: false,
    blockedWrites: false,
    platform: '',
    restoreEnabled: true,
    billing: {},
  };
}
