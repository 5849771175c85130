import { createHash } from 'node:crypto';
import { type Baseline, type BaselineContext, defaultUser } from '../../../sandbox/baseline.ts';
import { namedUuid } from '../../../sandbox/uuid.ts';

/** The database that an empty sandbox begins with when a command needs one. */
export const firstDatabase = { organization: defaultUser, name: 'app' } as const;

/** Where its primary is: the location that the examples use. */
const region = 'ord';

/** Adds the first database, with a ready primary, to a baseline without databases. */
export function withFirstDatabase(baseline: Baseline): Baseline {
  return (context) => {
    baseline(context);
    add(context);
  };
}

/**
 * It belongs to no group, so both editions have it and the names of groups stay free. Nothing of it is drawn: the same
 * seed then gives the same identifiers with and without it.
 */
function add({ store, clock }: BaselineContext): void {
  const { organization, name } = firstDatabase;
  const id = namedUuid(`database ${organization}/${name}`);
  const createdAt = clock.now();
  store.databases.add({ id, organization, name, signingKey: digestOf(id), createdAt });
  store.instances.add({
    uuid: namedUuid(`instance ${organization}/${name}`),
    database: id,
    name: region,
    type: 'primary',
    region,
    hostnamePrefix: digestOf(`instance ${id}`).toString('hex').slice(0, 14),
    status: 'ready',
    storageBytes: 0,
    createdAt,
    destroyedAt: null,
  });
}

/** 32 bytes that are the same for the same text. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
