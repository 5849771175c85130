import * as fc from 'fast-check';
import { token } from '../helpers/requests.ts';
import { ask, unchanged } from './ask.ts';
import { type Case, caseOf } from './case.ts';
import { accepted, refused } from './judge.ts';
import type { Parts } from './request.ts';
import { freshName } from './setting.ts';
import { type Forgery, lambdaForgeries, mint, tursoForgeries } from './tokens.ts';
import { type Scene, valid } from './valid.ts';

type Headers = Readonly<Record<string, string>>;

/** Requests without a valid token are refused, and requests with one are accepted. */
export function credentials(scene: Scene): Case[] {
  const { api } = scene.operation;
  if (api === 'admin') return [foreignPage(scene)];
  const isTurso = api !== 'lambda';
  // The operation accepts requests without a token, so the gate does not try invalid ones.
  if (allowsAnonymous(scene)) return [];
  const forgeries = isTurso ? tursoForgeries : lambdaForgeries;
  const cases = [...forgeries.map((forgery) => attempt(scene, forgery)), tokenInQuery(scene), noToken(scene)];
  return isTurso ? [...cases, mintedToken(scene)] : cases;
}

function allowsAnonymous({ operation }: Scene): boolean {
  const requirements = operation.node['security'];
  return Array.isArray(requirements) && requirements.some((each) => Object.keys(each as object).length === 0);
}

function attempt(scene: Scene, { kind, forge, cost }: Forgery, parts = valid(scene)): Case {
  const { operation } = scene;
  const tried = fc.tuple(parts, freshName, fc.nat());
  return caseOf(
    operation.id,
    '',
    kind,
    tried,
    async (session, [made, name, which]) => {
      const forged = await forge(session, name);
      const headers = { ...withoutCredential(made.headers), ...forged[which % forged.length] };
      const reply = await ask(session, scene, { ...made, headers });
      // The target of a token has changed the state before.
      const found = cost === 0 ? await unchanged(session, scene, reply) : [];
      return [...refused(operation, reply, [401]), ...found];
    },
    { cost: cost + 1 },
  );
}

const nothing = { forge: async () => [{}], cost: 0 };

function tokenInQuery(scene: Scene): Case {
  const name = fc.constantFrom('token', 'access_token', 'authorization', 'api_key', 'x-api-key', 'jwt');
  const parts = fc.tuple(valid(scene), name).map(([made, as]): Parts => ({
    ...made,
    query: [...made.query, [as, token]],
  }));
  return attempt(scene, { kind: 'token in the query', ...nothing }, parts);
}

/** The token is looked at before the body. */
function noToken(scene: Scene): Case {
  const parts = valid(scene).map((made): Parts => ({ ...made, body: undefined }));
  return attempt(scene, { kind: 'no token, and no body', ...nothing }, parts);
}

/** A token that was minted is good at once, and everywhere. */
function mintedToken(scene: Scene): Case {
  const { operation } = scene;
  // The request may make one too, of another name.
  const name = freshName.map((made) => `${made}0`);
  return caseOf(
    operation.id,
    '',
    'minted token',
    fc.tuple(valid(scene), name),
    async (session, [made, token_name]) => {
      const headers = { ...made.headers, authorization: `Bearer ${await mint(session, token_name)}` };
      return accepted(operation, await ask(session, scene, { ...made, headers }));
    },
    { cost: 2 },
  );
}

const foreign: readonly Headers[] = [
  { origin: 'https://example.com' },
  { origin: 'null' },
  { origin: 'http://127.0.0.1.example.com' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
];

/** Mockplane's own API takes no token, and nothing from a page of another site. */
function foreignPage(scene: Scene): Case {
  const { operation } = scene;
  const made = fc.tuple(valid(scene), fc.constantFrom(...foreign));
  return caseOf(operation.id, '', 'from a page of another site', made, async (session, [parts, source]) => {
    const reply = await ask(session, scene, { ...parts, headers: { ...parts.headers, ...source } });
    return [...refused(operation, reply, [403]), ...(await unchanged(session, scene, reply))];
  });
}

function withoutCredential(headers: Headers): Headers {
  const own = new Set(['authorization', 'x-api-key']);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !own.has(name)));
}
