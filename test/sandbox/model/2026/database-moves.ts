import * as fc from 'fast-check';
import { databasePath, databasesPath } from '../../../apis/turso/2026/open.ts';
import { agree, distinct, same } from '../play.ts';
import { databaseNotFound } from './model.ts';
import { databaseShown, hostnameOf } from './shown.ts';
import { type Database, refused } from './state.ts';
import {
  databaseName,
  findDatabase,
  findGroup,
  inOrganization,
  type Move2026,
  ofDatabase,
  organization,
  seldom,
  turn,
  whichDatabase,
  whichGroup,
} from './turn.ts';

export const databaseMoves: readonly fc.Arbitrary<Move2026>[] = [
  fc.tuple(organization, databaseName, whichGroup, fc.option(whichDatabase)).map(([slug, name, which, branchOf]) =>
    turn('createDatabase', [slug, name, which, branchOf], async (model, { turso }) => {
      const [group, found] = findGroup(model, slug, which);
      const source = branchOf === null ? undefined : findDatabase(model, slug, branchOf);
      const seed = source && ({ type: 'database', name: source[0] } as const);
      const body = { name, group, ...(seed && { seed }) };
      const outcome = await turso.POST(databasesPath, { ...inOrganization(slug), body });
      const refusal = model.refusesDatabase(slug, name, group, source?.[0]);
      if (refusal) return agree(outcome, refusal);

      const id = outcome.data?.database.DbId ?? '';
      const parent = source?.[1] && {
        id: source[1].id,
        name: source[1].name,
        branched_at: new Date(model.now).toISOString().replace('Z', '000000Z'),
      };
      const made: Database = { id, name, group: found!, parent: parent ?? null, isProtected: false, rotation: 0 };
      const counters = { IssuedCertCount: 0, IssuedCertLimit: 0 };
      const database = { DbId: id, Name: name, Hostname: hostnameOf(made), ...counters };
      agree(outcome, { status: 200, body: { database, username: slug, password: '' } });
      distinct(
        model.state.databases.map((each) => each.id),
        id,
      );
      model.state.databases.push(made);
      model.record(slug, 'db-create', { group, database: name });
    }),
  ),
  fc.tuple(organization, whichDatabase).map(([slug, which]) =>
    turn('getDatabase', [slug, which], async (model, { turso }) => {
      const [name, found] = findDatabase(model, slug, which);
      const expected = found ? { status: 200, body: { database: databaseShown(found) } } : databaseNotFound(name);
      agree(await turso.GET(databasePath, ofDatabase(name, slug)), expected);
    }),
  ),
  fc.tuple(organization, whichGroup).map(([slug, which]) =>
    turn('listDatabases', [slug, which], async (model, { turso }) => {
      const [group] = findGroup(model, slug, which);
      const params = { ...inOrganization(slug).params, query: { group } };
      const databases = model.databases(slug).filter((each) => each.group.name === group);
      const body = { databases: databases.map(databaseShown) };
      agree(await turso.GET(databasesPath, { params }), { status: 200, body });
    }),
  ),
  fc.tuple(organization, whichDatabase).map(([slug, which]) =>
    turn('deleteDatabase', [slug, which], async (model, { turso }) => {
      const [name] = findDatabase(model, slug, which);
      const outcome = await turso.DELETE(databasePath, ofDatabase(name, slug));
      agree(outcome, model.deleteDatabase(slug, name));
    }),
  ),
  fc.tuple(organization, whichDatabase, seldom).map(([slug, which, on]) =>
    turn('updateDatabaseConfiguration', [slug, which, on], async (model, { turso }) => {
      const [name, found] = findDatabase(model, slug, which);
      const body = { delete_protection: on };
      const outcome = await turso.PATCH(`${databasePath}/configuration`, { ...ofDatabase(name, slug), body });
      if (!found) return agree(outcome, databaseNotFound(name));
      const data = { group: found.group.name, database: name };
      if (found.isProtected !== on) model.record(slug, on ? 'db-protect' : 'db-unprotect', data);
      found.isProtected = on;
      same(outcome.data?.delete_protection, on);
    }),
  ),
  fc.tuple(organization, whichDatabase).map(([slug, which]) =>
    turn('wakeDatabase', [slug, which], async (model, { turso }) => {
      const [name, found] = findDatabase(model, slug, which);
      const outcome = await turso.POST(`${databasePath}/wakeup`, ofDatabase(name, slug));
      if (!found) return agree(outcome, databaseNotFound(name));
      if (found.group.archived) model.record(slug, 'db-aunrchive', { database: name });
      found.group.archived = false;
      agree(outcome, { status: 200 });
    }),
  ),
  fc.tuple(organization, whichDatabase).map(([slug, which]) =>
    turn('createDatabaseToken', [slug, which], async (model, { turso }) => {
      const [name, found] = findDatabase(model, slug, which);
      const outcome = await turso.POST(`${databasePath}/auth/tokens`, ofDatabase(name, slug));
      if (!found) return agree(outcome, databaseNotFound(name));
      const jwt = outcome.data?.jwt ?? '';
      agree(outcome, { status: 200, body: { jwt } });
      model.sqlTokens.push({ jwt, of: found, rotation: found.rotation });
      model.record(slug, 'db-token-create', { group: found.group.name, database: name });
    }),
  ),
  fc.tuple(organization, whichDatabase).map(([slug, which]) =>
    turn('invalidateDatabaseTokens', [slug, which], async (model, { turso }) => {
      const [name, found] = findDatabase(model, slug, which);
      const outcome = await turso.POST(`${databasePath}/auth/rotate`, ofDatabase(name, slug));
      if (!found) return agree(outcome, databaseNotFound(name));
      if (!found.group.locations[0]!.startsWith('aws-')) {
        return agree(outcome, refused(400, 'cannot rotate credentials for a single database in a group'));
      }
      found.rotation++;
      model.record(slug, 'db-token-invalidate', { database: name });
      agree(outcome, { status: 200 });
    }),
  ),
];
