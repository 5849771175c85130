import * as fc from 'fast-check';
import { databasesV3Path, ids } from '../../../apis/turso/2026/open.ts';
import { agree, same } from '../play.ts';
import { groupShown } from './shown.ts';
import { refused } from './state.ts';
import { databaseName, type Move2026, turn } from './turn.ts';

const organizationId = ids.organization;
const unknown = '00000000-0000-7000-8000-000000000000';

export const recoveryMoves: readonly fc.Arbitrary<Move2026>[] = [
  fc.tuple(fc.nat(8), fc.option(databaseName)).map(([which, name]) =>
    turn('restoreDatabase', [which, name], async (model, { turso }) => {
      // One that is no longer kept is among them.
      const all = model.state.databases.filter(({ deletedAt }) => deletedAt !== undefined);
      const found = all[which];
      const params = { path: { organizationId, databaseId: found?.id ?? unknown } };
      const outcome = await turso.POST(`${databasesV3Path}/{databaseId}/restore`, {
        params,
        ...(name !== null && { body: { name } }),
      });
      if (!found || !model.deletedDatabases('my-org').includes(found)) {
        return agree(outcome, refused(404, 'deleted database not found'));
      }
      const refusal = model.restoreDatabase(found, name ?? undefined);
      if (refusal) return agree(outcome, refusal);
      const { DbId, Name, deleted_at } = outcome.data!.database;
      same([DbId, Name, deleted_at], [found.id, found.name, undefined]);
    }),
  ),
  fc.nat(5).map((which) =>
    turn('restoreGroup', [which], async (model, { turso }) => {
      const all = model.state.groups.filter(({ deletedAt }) => deletedAt !== undefined);
      const found = all[which];
      const params = { path: { organizationId, groupId: found?.id ?? unknown } };
      const outcome = await turso.POST('/v3/organizations/{organizationId}/groups/{groupId}/restore', { params });
      if (!found || !model.deletedGroups('my-org').includes(found)) {
        return agree(outcome, refused(404, 'deleted group not found'));
      }
      const result = model.restoreGroup(found);
      if ('status' in result) return agree(outcome, result);
      const { group, databases, failures } = outcome.data!;
      same(
        { group, databases: databases.map(({ DbId }) => DbId), failures },
        { group: groupShown(found), databases: result.restored.map(({ id }) => id), failures: result.failures },
      );
    }),
  ),
];
