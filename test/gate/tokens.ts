import { createHash } from 'node:crypto';
import { operationOf } from '../helpers/operations.ts';
import { credential, token } from '../helpers/requests.ts';
import { signingKey, signJwt } from '../../src/apis/turso/resources/jwt.ts';
import { accepted, bodyOf } from './judge.ts';
import { encode, type Parts } from './request.ts';
import type { Session } from './session.ts';

type Headers = Readonly<Record<string, string>>;

/** The values to send in place of the token. It gets their parts from the server. */
export interface Forgery {
  readonly kind: string;
  /** @param name one that no token has yet. @returns any of these is to be tried */
  readonly forge: (session: Session, name: string) => Promise<readonly Headers[]>;
  /** How many requests that takes. */
  readonly cost: number;
}

/** Sends what a check needs done first. @throws Error when it is not accepted */
export async function mustAccept(
  session: Session,
  id: string,
  path: Parts['path'] = {},
  body?: Parts['body'],
  api?: string,
): ReturnType<Session['send']> {
  const operation = operationOf(id, api);
  const reply = await session.send(encode(operation, { path, query: [], headers: credential(operation), body }));
  const found = accepted(operation, reply);
  if (found.length > 0) throw new Error(`${id} ${found.join('; ')}`);
  return reply;
}

/** A new platform token. */
export async function mint(session: Session, token_name: string): Promise<string> {
  return String(bodyOf(await mustAccept(session, 'createAPIToken', { token_name }))['token']);
}

const bearer = (value: string): Headers => ({ authorization: `Bearer ${value}` });
const eitherWay = (value: string): Headers[] => [{ 'x-api-key': value }, { authorization: `Token ${value}` }];

async function databaseToken(session: Session): Promise<string> {
  const path = { org_slug: 'my-org', db_name: 'my-db' };
  return String(bodyOf(await mustAccept(session, 'createDatabaseToken', path))['jwt']);
}

function plain(kind: string, sent: (name: string) => readonly Headers[]): Forgery {
  return { kind, forge: async (_, name) => sent(name), cost: 0 };
}

/** Tokens that neither API accepts. @param right the word before a token in `Authorization` */
function common(right: string, other: string): Forgery[] {
  const basic = Buffer.from(`octocat:${token}`).toString('base64');
  return [
    plain('no token', () => [{}]),
    plain('empty token', () => [
      { authorization: '' },
      { authorization: right },
      { authorization: `${right} ` },
      { authorization: `${right}  ""` },
      { 'x-api-key': '' },
    ]),
    plain('wrong scheme', () => [
      { authorization: `Basic ${basic}` },
      { authorization: `${other} ${token}` },
      { authorization: token },
      { authorization: `Digest username="${token}"` },
      { authorization: `${right}:${token}` },
      { authorization: `${right},${token}` },
    ]),
    plain('token in another place', (name) => [
      { cookie: `token=${token}; authorization=Bearer ${token}` },
      { 'proxy-authorization': `Bearer ${token}` },
      { 'x-authorization': `Bearer ${token}` },
      { 'x-auth-token': token, 'x-forwarded-user': 'octocat', 'x-real-ip': '127.0.0.1', 'x-request-id': name },
    ]),
    plain('no token, and an example asked for', () => [
      { prefer: 'code=200' },
      { prefer: 'dynamic=true' },
      { prefer: 'example=created' },
    ]),
  ];
}

function wrong(name: string): string[] {
  const near = [
    token.toUpperCase(),
    `${token}x`,
    token.slice(1),
    `${token} ${token}`,
    `${token},${name}`,
    `"${token}"`,
  ];
  return [name, ...near, '*', '%00', 'null'];
}

/** Tokens that the Turso Platform API does not accept. */
export const tursoForgeries: readonly Forgery[] = [
  ...common('Bearer', 'Token'),
  plain('wrong token', (name) => wrong(name).map(bearer)),
  plain("another API's token", () => [{ 'x-api-key': token }, { 'x-api-key': token, authorization: `Token ${token}` }]),
  { kind: 'database token', forge: async (session) => [bearer(await databaseToken(session))], cost: 1 },
  {
    kind: 'revoked token',
    async forge(session, name) {
      const minted = await mint(session, name);
      await mustAccept(session, 'revokeAPIToken', { token_name: name });
      return [bearer(minted)];
    },
    cost: 2,
  },
  {
    kind: 'revoked token of a name that is used again',
    async forge(session, name) {
      const minted = await mint(session, name);
      await mustAccept(session, 'revokeAPIToken', { token_name: name });
      await mint(session, name);
      return [bearer(minted)];
    },
    cost: 3,
  },
  {
    kind: 'token of before a reset',
    async forge(session, name) {
      const minted = await mint(session, name);
      await mustAccept(session, 'reset');
      return [bearer(minted)];
    },
    cost: 2,
  },
  {
    kind: 'alg none',
    async forge(session, name) {
      const [, claims, signature] = (await mint(session, name)).split('.');
      return ['none', 'None', 'NONE', ''].flatMap((alg) => {
        const head = Buffer.from(JSON.stringify({ alg, typ: 'JWT' })).toString('base64url');
        return ['', signature].map((end) => bearer(`${head}.${claims}.${end}`));
      });
    },
    cost: 1,
  },
  changed('signed by another key', (minted) => resigned(minted, {})),
  changed('expired', (minted) => resigned(minted, { exp: 1 })),
  changed('changed signature', (minted) => {
    const [head, claims, signature = ''] = minted.split('.');
    return `${head}.${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
  }),
];

/** Tokens that the Lambda API does not accept. */
export const lambdaForgeries: readonly Forgery[] = [
  ...common('Token', 'Bearer'),
  plain('wrong token', (name) => wrong(name).flatMap(eitherWay)),
  {
    kind: "another API's token",
    async forge(session, name) {
      const minted = await mint(session, name);
      return [...eitherWay(minted), bearer(minted)];
    },
    cost: 1,
  },
  { kind: 'database token', forge: async (session) => eitherWay(await databaseToken(session)), cost: 1 },
];

function changed(kind: string, change: (minted: string) => string): Forgery {
  return { kind, forge: async (session, name) => [bearer(change(await mint(session, name)))], cost: 1 };
}

/** The same claims and others, under a key of our own. */
function resigned(minted: string, more: Readonly<Record<string, number>>): string {
  const claims = JSON.parse(Buffer.from(minted.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;
  return signJwt({ ...claims, ...more }, signingKey(createHash('sha256').update(minted).digest()));
}
