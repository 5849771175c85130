import * as fc from 'fast-check';
import { databasesPath } from '../../../apis/turso/2026/open.ts';
import { agree, same } from '../play.ts';
import { databaseShown } from './shown.ts';
import { type ApiToken, refused } from './state.ts';
import { databaseName, findGroup, inOrganization, type Move2026, turn, whichGroup } from './turn.ts';

const username = fc.constantFrom('octocat', 'hubot', 'monalisa', 'octokitten', 'nobody');
const role = fc.constantFrom('admin', 'member', 'viewer');
const tokenName = fc.constantFrom('ci-bot', 'group-bot', 't1', 't2');
const members = '/v1/organizations/{organizationSlug}/members';
const member = `${members}/{username}` as const;
const tokens = '/v1/auth/api-tokens';
const ofMember = (name: string) => ({ params: { path: { organizationSlug: 'my-org', username: name } } });
const ofToken = (name: string) => ({ params: { path: { tokenName: name } } });
const emailOf = (name: string): string => `${name}@example.com`;

const memberMoves: readonly fc.Arbitrary<Move2026>[] = [
  fc.constant(
    turn('listOrganizationMembers', [], async ({ state }, { turso }) => {
      const { data } = await turso.GET(members, inOrganization());
      same(
        new Map(data!.members.map((each) => [each.username, [each.role, each.email]])),
        new Map([...state.roles].map(([name, own]) => [name, [own, emailOf(name)]])),
      );
    }),
  ),
  fc.tuple(username, role).map(([name, own]) =>
    turn('addOrganizationMember', [name, own], async (model, { turso }) => {
      const { roles } = model.state;
      const outcome = await turso.POST(members, { ...inOrganization(), body: { username: name, role: own } });
      if (name === 'nobody') return agree(outcome, refused(404, 'could not find user nobody'));
      if (roles.has(name)) {
        return agree(outcome, refused(409, `user ${name} is already a member of organization my-org`));
      }
      roles.set(name, own);
      model.record('my-org', 'org-member-add', { member: name, role: own });
      agree(outcome, { status: 200, body: { member: name, role: own } });
    }),
  ),
  fc.tuple(username, role).map(([name, own]) =>
    turn('updateMemberRole', [name, own], async ({ state: { roles } }, { turso }) => {
      const outcome = await turso.PATCH(member, { ...ofMember(name), body: { role: own } });
      if (!roles.has(name)) return agree(outcome, refused(404, `could not find user ${name}`));
      if (roles.get(name) === 'owner') return agree(outcome, refused(400, 'invalid role'));
      roles.set(name, own);
      agree(outcome, { status: 200, body: { member: { username: name, email: emailOf(name), role: own } } });
    }),
  ),
  username.map((name) =>
    turn('removeOrganizationMember', [name], async (model, { turso }) => {
      const { roles } = model.state;
      const outcome = await turso.DELETE(member, ofMember(name));
      if (!roles.has(name)) return agree(outcome, refused(404, `user ${name} is not a member of org my-org`));
      if (roles.get(name) === 'owner') {
        return agree(outcome, refused(400, 'the owner of an organization cannot be removed'));
      }
      roles.delete(name);
      model.record('my-org', 'org-member-rm', { member: name });
      agree(outcome, { status: 200, body: { member: name } });
    }),
  ),
  fc.tuple(username, databaseName).map(([name, database]) =>
    turn('deleteDatabase of another user', [name, database], async (model, { as }) => {
      if (name === 'octocat' || name === 'nobody') return;
      const own = model.state.roles.get(name);
      const path = { organizationSlug: 'my-org', databaseName: database };
      const outcome = await as(name).DELETE(`${databasesPath}/{databaseName}`, { params: { path } });
      if (!own) return agree(outcome, refused(403, 'you are not a member of organization my-org'));
      if (own === 'viewer') return agree(outcome, refused(403, 'this requires the role member, admin or owner'));
      agree(outcome, model.deleteDatabase('my-org', database));
    }),
  ),
];

const apiTokenMoves: readonly fc.Arbitrary<Move2026>[] = [
  fc.constant(
    turn('listAPITokens', [], async (model, { turso }) => {
      const expected = model.state.apiTokens.map(({ shown, group }) => ({
        ...shown,
        ...(group && { group: group.name }),
      }));
      agree(await turso.GET(tokens), { status: 200, body: { tokens: expected } });
    }),
  ),
  fc.tuple(tokenName, fc.option(whichGroup)).map(([name, which]) =>
    turn('createAPIToken', [name, which], async (model, { turso }) => {
      const [groupName, group] = which === null ? [undefined, undefined] : findGroup(model, 'my-org', which);
      const body = {
        organization: 'my-org',
        ...(groupName !== undefined && { group: groupName, scopes: ['read' as const] }),
      };
      const outcome = await turso.POST(`${tokens}/{tokenName}`, { ...ofToken(name), body });
      if (groupName !== undefined && !group) return agree(outcome, refused(404, 'group not found'));
      if (model.state.apiTokens.some(({ shown }) => shown.name === name)) {
        return agree(outcome, refused(409, `api token with name ${name} already exists`));
      }
      const { id = '', token = '' } = outcome.data ?? {};
      agree(outcome, { status: 200, body: { id, name, token } });
      const created_at = new Date(model.now).toISOString().slice(0, 10);
      const made: ApiToken = { shown: { name, id, ...body, created_at }, group, value: token };
      model.state.apiTokens.push(made);
      model.record('my-org', 'user-token-create', { token: name });
    }),
  ),
  tokenName.map((name) =>
    turn('revokeAPIToken', [name], async ({ state }, { turso }) => {
      const outcome = await turso.DELETE(`${tokens}/{tokenName}`, ofToken(name));
      const found = state.apiTokens.find(({ shown }) => shown.name === name);
      if (!found) return agree(outcome, refused(404, `could not find api token with name ${name}`));
      state.apiTokens = state.apiTokens.filter((each) => each !== found);
      agree(outcome, { status: 200, body: { token: name } });
    }),
  ),
  fc.nat(5).map((which) =>
    turn('listDatabases with a minted token', [which], async (model, { client }) => {
      const minted = model.state.apiTokens.filter(({ value }) => value !== undefined);
      const token = minted[which % Math.max(1, minted.length)];
      if (!token) return;
      const mine = model.databases('my-org').filter(({ group }) => !token.group || group === token.group);
      const outcome = await client(token.value).GET(databasesPath, inOrganization());
      agree(outcome, { status: 200, body: { databases: mine.map(databaseShown) } });
    }),
  ),
];

export const peopleMoves: readonly fc.Arbitrary<Move2026>[] = [...memberMoves, ...apiTokenMoves];
