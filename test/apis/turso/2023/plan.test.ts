import { describe, expect, it } from 'vitest';
import {
  databasePath,
  databasesPath,
  inOrganization,
  instancePath,
  instancesPath,
  ofDatabase,
  ofInstance,
  replica,
  startTurso,
  type Turso,
} from './helpers.ts';

/** Fills an organization up to so many databases. */
function fill({ store }: Turso, count: number): void {
  for (let number = store.databases.count('my-org'); number < count; number++) {
    const id = `00000000-0000-1000-8000-${String(number).padStart(12, '0')}`;
    const row = { id, organization: 'my-org', name: `db-${number}`, signingKey: new Uint8Array(32), createdAt: 0 };
    store.databases.add(row);
  }
}

function create({ turso }: Turso, location: string, database = 'my-db') {
  return turso.POST(instancesPath, { ...ofDatabase(database), body: { location } });
}

const locationLimit = { status: 400, error: { error: 'maximum location count of 3 reached' } };
const notAvailable = {
  status: 402,
  error: {
    error: 'this feature is not available on the starter plan',
    code: 'feature_not_available_for_starter_plan',
  },
};

describe('createDatabase on a plan', () => {
  it.each([
    ['starter', 500],
    ['scaler', 10_000],
  ] as const)('answers 400 when %s allows no further database than %i', async (plan, limit) => {
    const parts = startTurso({ plan });
    fill(parts, limit - 1);
    expect(await parts.createDatabase('last')).toMatchObject({ status: 200 });
    const refusal = { status: 400, error: { error: `maximum database count of ${limit} reached` } };
    expect(await parts.createDatabase('one-more')).toMatchObject(refusal);
    await parts.turso.DELETE(databasePath, ofDatabase('last'));
    expect(await parts.createDatabase('one-more')).toMatchObject({ status: 200 });
  });

  it('counts each organization by itself', async () => {
    const parts = startTurso({ plan: 'starter' });
    fill(parts, 500);
    expect(await parts.createDatabase('new-db', 'octo-labs')).toMatchObject({ status: 200 });
  });

  it('knows no limit without a plan', async () => {
    const parts = startTurso();
    fill(parts, 600);
    expect(await parts.createDatabase('one-more')).toMatchObject({ status: 200 });
  });

  it.each([{ group: 'no-such-group' }, { image: 'canary' as const }])('answers 402 to %j on starter', async (extra) => {
    const { turso } = startTurso({ plan: 'starter' });
    const body = { name: 'new-db', ...extra };
    expect(await turso.POST(databasesPath, { ...inOrganization(), body })).toMatchObject(notAvailable);
  });

  it('has groups and canary images on scaler, but no group beside default', async () => {
    const { turso } = startTurso({ plan: 'scaler' });
    const createWith = (body: { name: string; group?: string; image?: 'canary' }) =>
      turso.POST(databasesPath, { ...inOrganization(), body });
    expect(await createWith({ name: 'new-db', image: 'canary' })).toMatchObject({ status: 200 });
    expect(await createWith({ name: 'other', group: 'other' })).toMatchObject({
      status: 400,
      error: { error: 'group not found' },
    });
  });
});

describe('createDatabaseInstance on a plan', () => {
  it('answers 400 when it would be one location too many', async () => {
    const parts = startTurso({ plan: 'starter' });
    expect(await create(parts, 'ams')).toMatchObject({ status: 200 });
    expect(await create(parts, 'fra')).toMatchObject(locationLimit);
    expect(await create(parts, 'fra', 'staging-db')).toMatchObject(locationLimit);
  });

  it('allows any number of instances in the locations in use', async () => {
    const parts = startTurso({ plan: 'starter' });
    for (const location of ['ams', 'ams', 'ord', 'sjc']) {
      expect(await create(parts, location, 'staging-db')).toMatchObject({ status: 200 });
    }
  });

  it('has room again when a location is no longer in use', async () => {
    const parts = startTurso({ plan: 'starter' });
    await create(parts, 'ams');
    await parts.turso.DELETE(instancePath, ofInstance('my-db', replica.name));
    expect(await create(parts, 'fra')).toMatchObject({ status: 200 });
    expect(await create(parts, 'sjc')).toMatchObject(locationLimit);
  });

  it('answers 402 to a canary image on starter', async () => {
    const { turso } = startTurso({ plan: 'starter' });
    const body = { location: 'ord', image: 'canary' as const };
    expect(await turso.POST(instancesPath, { ...ofDatabase('my-db'), body })).toMatchObject(notAvailable);
  });
});
