import { archiveGroup } from '../../../../src/apis/turso/resources/archive.ts';
import { verifyDatabaseToken } from '../../../../src/apis/turso/resources/database-tokens.ts';
import {
  beginning,
  databasesPath,
  databasesV3Path,
  groupsPath,
  inOrganization,
  openTurso,
  type Turso,
} from '../../../apis/turso/2026/open.ts';
import { agree, type Game, same } from '../play.ts';
import { Model2026 } from './model.ts';
import { inV3, organizations, readAudit, readState } from './state.ts';
import { databaseShown, deletedDatabaseShown, groupShown } from './shown.ts';

/** A sandbox, and what no operation of the edition can do to it. */
export interface Server2026 extends Pick<Turso, 'turso' | 'client' | 'as'> {
  readonly advance: (milliseconds: number) => void;
  /** Puts a group to sleep, as the admin API does. */
  readonly archive: (id: string) => void;
  /** Why a token of SQL opens nothing; undefined when it does. */
  readonly defect: (jwt: string) => string | undefined;
}

export async function start2026(): Promise<Game<Model2026, Server2026>> {
  const opened = openTurso({ transitions: 'immediate' });
  const { turso, client, as, clock, sandbox, store, close } = opened;
  const model = new Model2026(await readState(opened), beginning);
  const server: Server2026 = {
    turso,
    client,
    as,
    advance: (milliseconds) => clock.advance(milliseconds),
    archive: (id) => void sandbox.transaction(() => archiveGroup(sandbox.context, store.groups.byId(id)!)),
    defect(jwt) {
      const verified = verifyDatabaseToken(sandbox.context, jwt);
      return verified.valid ? undefined : verified.reason;
    },
  };
  return { model, server, end: () => compareAll(model, server), close };
}

/** Holds all that the API shows to the model. */
async function compareAll(model: Model2026, { turso }: Server2026): Promise<void> {
  for (const organization of organizations) {
    const groups = model.groups(organization).map(groupShown);
    agree(await turso.GET(groupsPath, inOrganization(organization)), { status: 200, body: { groups } });
    const databases = model.databases(organization).map(databaseShown);
    agree(await turso.GET(databasesPath, inOrganization(organization)), { status: 200, body: { databases } });
    const audit = await readAudit(turso, organization);
    same(
      audit.map(({ code, data }) => ({ code, data })),
      model.auditOf(organization),
    );
  }
  const deletedGroups = await turso.GET('/v3/organizations/{organizationId}/deleted-groups', inV3);
  same(
    deletedGroups.data?.groups.map(({ uuid, cascade_databases }) => [uuid, cascade_databases]),
    model.deletedGroups('my-org').map((group) => [group.id, model.cascade(group).length]),
  );
  const params = { path: inV3.params.path, query: { deleted: true } };
  const { data } = await turso.GET(databasesV3Path, { params });
  same(
    data?.databases.map(deletedDatabaseShown),
    model.deletedDatabases('my-org').map(({ id, name, group }) => ({
      id,
      name,
      group: group.name,
    })),
  );
}
