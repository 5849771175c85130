import * as fc from 'fast-check';
import { expect } from 'vitest';
import { agree, distinct, type Move, move, same } from './play.ts';
import type { Place, TursoModel } from './turso-model.ts';
import type { TursoServer } from './turso-server.ts';

type TursoMove = Move<TursoModel, TursoServer>;
type Run = (model: TursoModel, server: TursoServer) => Promise<void>;

/** A move, after which those who wait have heard what they should, and tokens open what they should. */
function turn(name: string, args: readonly unknown[], run: Run): TursoMove {
  return move(name, args, async (model, server) => {
    await run(model, server);
    await server.waits.agree(model);
    for (const token of model.databaseTokens) same(server.defect(token.jwt), model.defect(token));
  });
}

const organization = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('my-org', 'octo-labs') },
  { weight: 1, arbitrary: fc.constantFrom('octocat', 'acme', 'nobody') },
);
const databaseName = fc.constantFrom('my-db', 'staging-db', 'new-db', 'a');
const badName = fc.constantFrom('', '-db', 'db-', 'Db', 'a_b', 'x'.repeat(33));
const newName = fc.oneof({ weight: 6, arbitrary: databaseName }, { weight: 1, arbitrary: badName });
const location = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('ord', 'sjc', 'ams') },
  { weight: 1, arbitrary: fc.constantFrom('xyz', 'ORD', '') },
);
const served = new Set(['ord', 'sjc', 'ams']);
const seldom = fc.nat(4).map((number) => number === 4);

/** Mostly a database that exists, found when it is needed; or a place where there may be none. */
const database = fc.oneof<[fc.WeightedArbitrary<number>, fc.WeightedArbitrary<Place>]>(
  { weight: 8, arbitrary: fc.nat(12) },
  { weight: 1, arbitrary: fc.tuple(organization, databaseName) },
);
type Which = number | Place;

function find({ state: { databases } }: TursoModel, which: Which): Place {
  if (typeof which !== 'number') return which;
  const found = databases[which % databases.length];
  return found ? [found.organization, found.name] : ['my-org', 'no-such'];
}

/** One of its instances, at times one that does not exist. */
const instance = fc.tuple(database, fc.nat(20));

function findInstance(model: TursoModel, [which, index]: [Which, number]): Place {
  const [slug, name] = find(model, which);
  const live = model.live([slug, name]);
  return [slug, name, (index === 0 ? undefined : live[index % live.length])?.shown.name ?? 'no-such'];
}

/** The parameters that a place stands for. */
function at([org_slug, db_name = '', instance_name = '']: Place) {
  return { params: { path: { org_slug, db_name, instance_name } } };
}

const D = '/v1/organizations/{org_slug}/databases/{db_name}';

const organizationMoves: fc.Arbitrary<TursoMove>[] = [
  organization.map((slug) =>
    turn('listOrganizationMembers', [slug], async (model, { turso }) => {
      agree(await turso.GET('/v1/organizations/{org_slug}/members', at([slug])), model.members([slug]));
    }),
  ),
  organization.map((slug) =>
    turn('listDatabases', [slug], async (model, { turso }) => {
      agree(await turso.GET('/v1/organizations/{org_slug}/databases', at([slug])), model.list([slug]));
    }),
  ),
  // The model knows no databases in groups; test/apis/turso/2026 holds those.
  fc
    .tuple(organization, newName, fc.constantFrom(undefined, undefined, undefined, 'other'))
    .map(([slug, name, group]) =>
      turn('createDatabase', [slug, name, group], async (model, { turso }) => {
        const body = { name, ...(group !== undefined && { group }) };
        const outcome = await turso.POST('/v1/organizations/{org_slug}/databases', { ...at([slug]), body });
        const refusal = model.refusesDatabase([slug, name], group);
        if (refusal) return agree(outcome, refusal);
        const id = outcome.data!.database.DbId;
        const Hostname = `${name}-${slug}.turso.io`;
        const created = { Name: name, Hostname, IssuedCertLimit: 0, IssuedCertCount: 0, DbId: id };
        agree(outcome, { status: 200, body: { database: created, username: '', password: '' } });
        distinct(
          model.state.databases.map((each) => each.id),
          id,
        );
        model.state.databases.push({ id, organization: slug, name, rotation: 0, instances: [] });
      }),
    ),
];

const databaseMoves: fc.Arbitrary<TursoMove>[] = [
  database.map((which) =>
    turn('getDatabase', [which], async (model, { turso }) => {
      const place = find(model, which);
      agree(await turso.GET(D, at(place)), model.get(place));
    }),
  ),
  fc.tuple(database, fc.boolean()).map(([which, really]) =>
    turn(really ? 'deleteDatabase' : 'updateDatabase', [which], async (model, { turso }) => {
      const place = find(model, which);
      if (really) return agree(await turso.DELETE(D, at(place)), model.delete(place));
      const outcome = await turso.POST(`${D}/update`, at(place));
      agree(outcome, model.refusal(place) ?? { status: 200 });
    }),
  ),
  database.map((which) =>
    turn('getDatabaseUsage', [which], async (model, { turso }) => {
      const place = find(model, which);
      agree(await turso.GET(`${D}/usage`, at(place)), model.usage(place));
    }),
  ),
];

function claimsOf(jwt: string): unknown {
  return JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString());
}

const expirations = fc.constantFrom<[text: string | undefined, seconds: number | undefined]>(
  [undefined, Infinity],
  ['never', Infinity],
  ['', Infinity],
  ['2s', 2],
  ['1500ms', 2],
  ['1h30m', 5_400],
  ['1d12h', 129_600],
  ['2w', 1_209_600],
  ['0', undefined],
  ['-1h', undefined],
  ['soon', undefined],
);

const databaseTokenMoves: fc.Arbitrary<TursoMove>[] = [
  fc.tuple(database, expirations, fc.constantFrom(undefined, 'full-access', 'read-only')).map((args) =>
    turn('createDatabaseToken', args, async (model, { turso }) => {
      const [which, [expiration, seconds], authorization] = args;
      const place = find(model, which);
      const query = { ...(expiration !== undefined && { expiration }), ...(authorization && { authorization }) };
      const params = { path: at(place).params.path, query };
      const outcome = await turso.POST(`${D}/auth/tokens`, { params });
      const unreachable = model.refusal([place[0]]);
      if (unreachable) return agree(outcome, unreachable);
      if (seconds === undefined) return agree(outcome, { status: 400, body: { error: 'Invalid expiration format' } });
      const refusal = model.refusal(place);
      if (refusal) return agree(outcome, refusal);

      const { jwt } = outcome.data!;
      const found = model.database(place)!;
      const iat = Math.floor(model.now / 1_000);
      same(claimsOf(jwt), {
        id: found.id,
        iat,
        ...(seconds < Infinity && { exp: iat + seconds }),
        ...(authorization === 'read-only' && { a: 'ro' }),
      });
      model.databaseTokens.push({ jwt, database: found, rotation: found.rotation, expiresAt: (iat + seconds) * 1_000 });
    }),
  ),
  database.map((which) =>
    turn('invalidateDatabaseTokens', [which], async (model, { turso }) => {
      const place = find(model, which);
      agree(await turso.POST(`${D}/auth/rotate`, at(place)), model.rotate(place));
    }),
  ),
];

const instanceMoves: fc.Arbitrary<TursoMove>[] = [
  database.map((which) =>
    turn('listDatabaseInstances', [which], async (model, { turso }) => {
      const place = find(model, which);
      agree(await turso.GET(`${D}/instances`, at(place)), model.instances(place));
    }),
  ),
  fc.tuple(database, location, seldom).map(([which, code, fails]) =>
    turn('createDatabaseInstance', [which, code, fails], async (model, { turso, arm }) => {
      const place = find(model, which);
      arm(fails);
      const outcome = await turso.POST(`${D}/instances`, { ...at(place), body: { location: code } });
      arm(false);
      const refusal = model.refusesInstance(place, code, served.has(code));
      if (refusal) return agree(outcome, refusal);
      const shown = outcome.data!.instance;
      const live = model.live(place);
      const hostname = expect.stringMatching(new RegExp(`^[0-9a-f]{14}-${place[1]}-${place[0]}\\.turso\\.io$`, 'u'));
      const type = live.length === 0 ? 'primary' : 'replica';
      same(shown, { uuid: shown.uuid, name: shown.name, type, region: code, hostname });
      distinct(
        live.map((each) => each.shown.name),
        shown.name,
      );
      model.addInstance(place, shown, fails);
    }),
  ),
  instance.map((which) =>
    turn('getDatabaseInstance', [which], async (model, { turso }) => {
      const place = findInstance(model, which);
      const expected = () => ({ status: 200, body: { instance: model.instance(place)!.shown } });
      agree(await turso.GET(`${D}/instances/{instance_name}`, at(place)), model.refusal(place) ?? expected());
    }),
  ),
  instance.map((which) =>
    turn('deleteDatabaseInstance', [which], async (model, { turso }) => {
      const place = findInstance(model, which);
      agree(await turso.DELETE(`${D}/instances/{instance_name}`, at(place)), model.deleteInstance(place));
    }),
  ),
  instance.map((which) =>
    turn('waitForDatabaseInstance', [which], async (model, { turso, waits }) => {
      const place = findInstance(model, which);
      const outcome = turso.GET(`${D}/instances/{instance_name}/wait`, at(place));
      const refusal = model.refusal(place);
      if (refusal) agree(await outcome, refusal);
      else waits.add(place, model.instance(place)!.shown.uuid, outcome);
    }),
  ),
  fc.tuple(instance, fc.nat(1_000)).map(([which, count]) =>
    turn('use', [which, count], async (model, { use }) => {
      const found = model.instance(findInstance(model, which));
      if (!found) return;
      const month = new Date(model.now).toISOString().slice(0, 7);
      use(found.shown.uuid, month, count, 1, count * 4_096);
      const [read, written] = found.used[month] ?? [0, 0];
      found.used[month] = [read + count, written + 1];
      found.storage = count * 4_096;
    }),
  ),
];

const tokenName = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('my-token', 'ci', 'laptop') },
  { weight: 1, arbitrary: fc.constantFrom('-ci', 'Ci', 'x'.repeat(33)) },
);
const tokenPath = '/v1/auth/api-tokens/{token_name}';

const apiTokenMoves: fc.Arbitrary<TursoMove>[] = [
  fc.constant(
    turn('listAPITokens', [], async (model, { turso }) => {
      agree(await turso.GET('/v1/auth/api-tokens'), model.tokens());
    }),
  ),
  tokenName.map((token_name) =>
    turn('createAPIToken', [token_name], async (model, { turso }) => {
      const outcome = await turso.POST(tokenPath, { params: { path: { token_name } } });
      const refusal = model.refusesToken(token_name);
      if (refusal) return agree(outcome, refusal);
      const { id, token } = outcome.data!;
      agree(outcome, { status: 200, body: { id, name: token_name, token } });
      same(claimsOf(token), { jti: id });
      model.state.apiTokens.push({ id, name: token_name, token });
      model.minted.push(token);
    }),
  ),
  tokenName.map((token_name) =>
    turn('revokeAPIToken', [token_name], async (model, { turso }) => {
      agree(await turso.DELETE(tokenPath, { params: { path: { token_name } } }), model.revoke(token_name));
    }),
  ),
  fc.nat(10).map((index) =>
    turn('validateAPIToken', [index], async (model, { withToken }) => {
      const token = model.minted[index % model.minted.length];
      if (token) agree(await withToken(token).GET('/v1/auth/validate'), model.validate(token));
    }),
  ),
];

const day = 86_400_000;

const timeMoves: fc.Arbitrary<TursoMove>[] = [
  fc.constantFrom(500, 1_000, 2_000, 5_400_000, day, 20 * day).map((milliseconds) =>
    turn('advance', [milliseconds], async (model, { advance }) => {
      advance(milliseconds);
      model.timetable.advance(milliseconds);
    }),
  ),
  fc.nat(3).map((count) =>
    turn('step', [count], async (model, { step }) => {
      same(step(count), model.timetable.step(count));
    }),
  ),
  seldom.map((really) =>
    turn('reset', [really], async (model, { reset }) => {
      if (!really) return;
      reset();
      model.reset();
    }),
  ),
];

/** Everything that can be done, what makes things happen more often. */
export const tursoMoves: fc.Arbitrary<TursoMove>[] = [
  ...organizationMoves,
  ...databaseMoves,
  ...databaseTokenMoves,
  ...instanceMoves,
  ...instanceMoves,
  ...apiTokenMoves,
  ...timeMoves,
];
