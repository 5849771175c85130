import type { TursoSchemas } from '../../../../src/client/turso-2026.ts';
import { databasesV3Path, groupsPath, ids, inOrganization, type Turso } from '../../../apis/turso/2026/open.ts';
import type { Reply } from '../play.ts';

export interface Group {
  readonly id: string;
  organization: string;
  name: string;
  readonly locations: string[];
  isProtected: boolean;
  archived: boolean;
  /** Counts the rotations of its key. */
  rotation: number;
  deletedAt?: number | undefined;
}

export interface Database {
  readonly id: string;
  name: string;
  readonly group: Group;
  readonly parent: TursoSchemas['DatabaseParent'] | null;
  isProtected: boolean;
  rotation: number;
  deletedAt?: number | undefined;
  /** When its group was deleted, if it went with it. */
  groupDeletedAt?: number | undefined;
}

export interface ApiToken {
  readonly shown: TursoSchemas['APIToken'];
  readonly group?: Group | undefined;
  readonly value?: string;
}

/** A token that opens a database or all of a group. */
export interface SqlToken {
  readonly jwt: string;
  readonly of: Group | Database;
  readonly rotation: number;
}

export interface Audit {
  readonly organization: string;
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** All there is at one time; groups and databases in the order of their creation, deleted ones too. */
export interface State {
  readonly groups: Group[];
  readonly databases: Database[];
  apiTokens: ApiToken[];
  /** The roles of `my-org`. */
  readonly roles: Map<string, TursoSchemas['Member']['role']>;
  /** The newest first. */
  readonly audit: Audit[];
}

/** The two organizations that the games are played in; the caller owns both. */
export const organizations = ['my-org', 'octocat'] as const;

/** Where a version 3 path finds an organization. */
export const inV3 = { params: { path: { organizationId: ids.organization } } };

export function refused(status: number, error: string): Reply {
  return { status, body: { error } };
}

/** Reads what the API shows of the story. `octocat` begins without groups. */
export async function readState({ turso }: Turso): Promise<State> {
  const live = (await turso.GET(groupsPath, inOrganization())).data!.groups.map((group): Group => ({
    id: group.uuid,
    organization: 'my-org',
    name: group.name,
    locations: [...group.locations],
    isProtected: group.delete_protection,
    archived: group.archived,
    rotation: 0,
  }));
  const gone = (await turso.GET('/v3/organizations/{organizationId}/deleted-groups', inV3)).data!.groups.map(
    ({ uuid, name, deleted_at }): Group => ({
      id: uuid,
      organization: 'my-org',
      name,
      // A deleted group does not show its locations; that of the story is the one of its databases.
      locations: ['aws-us-east-1'],
      isProtected: false,
      archived: false,
      rotation: 0,
      deletedAt: Date.parse(deleted_at),
    }),
  );
  // The story makes first what is live.
  const groups = [...live, ...gone];
  const databases: Database[] = [];
  for (const deleted of [false, true]) {
    const { path } = inV3.params;
    const { data } = await turso.GET(databasesV3Path, { params: { path, query: { deleted } } });
    for (const each of data!.databases) {
      databases.push({
        id: each.DbId,
        name: each.Name,
        group: groups.find(({ id }) => id === each.group_id)!,
        parent: each.parent ?? null,
        isProtected: each.delete_protection,
        rotation: 0,
        deletedAt: each.deleted_at === undefined ? undefined : Date.parse(each.deleted_at),
        groupDeletedAt: each.group_deleted_at === undefined ? undefined : Date.parse(each.group_deleted_at),
      });
    }
  }
  const tokens = (await turso.GET('/v1/auth/api-tokens')).data!.tokens;
  const members = (await turso.GET('/v1/organizations/{organizationSlug}/members', inOrganization())).data!.members;
  const audit: Audit[] = [];
  for (const organization of organizations) audit.push(...(await readAudit(turso, organization)));
  return {
    groups,
    databases,
    apiTokens: tokens.map((shown) => ({
      shown,
      group: live.find(({ name }) => shown.organization === 'my-org' && name === shown.group),
    })),
    roles: new Map(members.map(({ username, role }) => [username, role])),
    audit,
  };
}

/** The whole log of an organization, the newest entry first. */
export async function readAudit(turso: Turso['turso'], organization: string): Promise<Audit[]> {
  const { data } = await turso.GET('/v1/organizations/{organizationSlug}/audit-logs', inOrganization(organization));
  return data!.audit_logs.map(({ code, data: payload }) => ({ organization, code, data: payload }));
}
