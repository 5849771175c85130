import type { components } from '../../../contract/generated/turso-2026.ts';
import type { Context } from '../../../sandbox/handler.ts';
import type { GroupRow } from '../../../sandbox/store/tables/groups.ts';

/** A group with its locations, the primary first. */
export function toGroup({ store }: Context, row: GroupRow): components['schemas']['Group'] {
  const locations = store.groups.locations(row.id);
  return {
    uuid: row.id,
    name: row.name,
    primary: locations[0]!.code,
    locations: locations.map(({ code }) => code),
    version: row.version,
    archived: row.archivedAt !== null,
    delete_protection: row.deleteProtection,
    status: {
      // One that is not ready yet is not down (inferred).
      locations: locations.map(({ code, status }) => ({ name: code, status: status === 'failed' ? 'down' : 'up' })),
    },
  };
}
