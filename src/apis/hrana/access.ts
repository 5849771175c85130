import { verify } from 'node:crypto';
import type { Access, TableAction, TableRule } from '../../sql/engine.ts';
import type { Moment } from '../../sandbox/clock/time.ts';
import { type Claims, readClaims } from '../turso/resources/jwt.ts';
import { hasExpired } from '../turso/resources/token-expiry.ts';
import type { DatabaseKeys } from './database.ts';

/** The result of verifying a token: its rights, or the reason why it has none. */
export type Verification =
  | { readonly type: 'granted'; readonly access: Access }
  /** It is not one of this database's. */
  | { readonly type: 'invalid' }
  | { readonly type: 'expired' }
  /** Its signature holds, but it does not name this database. */
  | { readonly type: 'forbidden' };

/** Reads tokens as libSQL's server does. */
export type VerifyToken = (token: string, database: DatabaseKeys, now: Moment) => Verification;

/** How many verified tokens are kept: a verification takes a fifth of a millisecond. */
const maxKnownTokens = 1_000;

/**
 * Verifies database tokens, and keeps those whose signature holds until the keys change.
 *
 * @see https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-server/src/auth/user_auth_strategies/jwt.rs
 */
export function createTokenVerifier(): VerifyToken {
  const known = new Map<string, { readonly keys: DatabaseKeys['keys']; readonly claims: Claims }>();
  const claimsOf = (token: string, { keys }: DatabaseKeys): Claims | undefined => {
    const found = known.get(token);
    if (found && isSame(found.keys, keys)) return found.claims;
    known.delete(token);
    const claims = readClaims(token);
    if (!claims || !keys.some((key) => isSignedBy(token, key))) return undefined;
    if (known.size >= maxKnownTokens) known.delete(known.keys().next().value!);
    known.set(token, { keys, claims });
    return claims;
  };
  return (token, database, now) => {
    const claims = claimsOf(token, database);
    if (!claims || !isSound(claims)) return { type: 'invalid' };
    if (claims.exp !== undefined && claims.exp !== null && hasExpired(claims.exp, now)) return { type: 'expired' };
    const access = rightsOf(claims, database);
    return access === undefined ? { type: 'forbidden' } : { type: 'granted', access };
  };
}

function isSame(one: DatabaseKeys['keys'], other: DatabaseKeys['keys']): boolean {
  return one === other || (one.length === other.length && one.every((key, index) => key === other[index]));
}

function isSignedBy(token: string, key: DatabaseKeys['keys'][number]): boolean {
  const end = token.lastIndexOf('.');
  return verify(null, Buffer.from(token.slice(0, end)), key, Buffer.from(token.slice(end + 1), 'base64url'));
}

/** Claims that the server can read. It refuses a token with a claim of another kind. */
interface SoundClaims extends Claims {
  readonly id?: string | null;
  readonly a?: Permission | null;
  readonly exp?: number | null;
  readonly gid?: string;
  readonly p?: Readonly<Record<string, Scopes>> | null;
}

type Permission = 'ro' | 'rw' | 'roa';

interface Scopes {
  /** Ids of databases. */
  readonly ns?: readonly string[] | null;
  /** Ids of groups. */
  readonly tags?: readonly string[] | null;
}

function isSound(claims: Claims): claims is SoundClaims {
  const { id, a, exp, p } = claims;
  return (
    (isAbsent(id) || typeof id === 'string') &&
    (isAbsent(a) || a === 'ro' || a === 'rw' || a === 'roa') &&
    (isAbsent(exp) || Number.isSafeInteger(exp)) &&
    (isAbsent(p) || typeof p === 'object')
  );
}

function isAbsent(claim: unknown): claim is undefined | null {
  return claim === undefined || claim === null;
}

/** The rights of a token on a database; undefined where it has none. */
function rightsOf(claims: SoundClaims, database: DatabaseKeys): Access | undefined {
  const right = strongest(legacyRight(claims, database), scopedRight(claims, database));
  if (right === undefined) return undefined;
  const rules = tableRules(claims[fineGrainedClaim]);
  if (rules) return right === 'ro' ? { rules: rules.map(readOnly) } : { rules };
  return right === 'ro' ? 'read-only' : 'full';
}

/** `id` names the database and `gid` its group. A token that names neither is good for all that its key signs for. */
function legacyRight({ id, gid, a, p }: SoundClaims, database: DatabaseKeys): 'ro' | 'rw' | undefined {
  if (typeof id === 'string' ? id !== database.id : !isAbsent(p) && gid === undefined) return undefined;
  if (typeof gid === 'string' && gid !== database.group) return undefined;
  if (a === 'roa') return undefined;
  return a === 'ro' ? 'ro' : 'rw';
}

/** `p` lists databases and groups by right; the right to attach implies the right itself. */
function scopedRight({ p }: SoundClaims, database: DatabaseKeys): 'ro' | 'rw' | undefined {
  if (isAbsent(p)) return undefined;
  const names = (right: string): boolean => {
    const scopes = p[right];
    const { ns, tags } = typeof scopes === 'object' && scopes !== null ? scopes : {};
    return (
      (Array.isArray(ns) && ns.includes(database.id)) ||
      (Array.isArray(tags) && database.group !== undefined && tags.includes(database.group))
    );
  };
  if (names('rw') || names('rwa') || names('ddl')) return 'rw';
  return names('ro') || names('roa') ? 'ro' : undefined;
}

function strongest(one: 'ro' | 'rw' | undefined, other: 'ro' | 'rw' | undefined): 'ro' | 'rw' | undefined {
  return one === 'rw' || other === 'rw' ? 'rw' : (one ?? other);
}

/** The claim that holds table rules. No token of the service with such rules has been published; the name is ours. */
export const fineGrainedClaim = 'perm';

const actions: ReadonlySet<unknown> = new Set<TableAction>([
  'data_read',
  'data_add',
  'data_update',
  'data_delete',
  'schema_add',
  'schema_update',
  'schema_delete',
]);

/** The rules `[{"t": ["post"], "a": ["data_read"]}]`; undefined where a token has none. */
function tableRules(claim: unknown): TableRule[] | undefined {
  if (!Array.isArray(claim)) return undefined;
  return claim.flatMap((rule: unknown): TableRule[] => {
    if (typeof rule !== 'object' || rule === null) return [];
    const { t: tables = null, a } = rule as { t?: unknown; a?: unknown };
    const allowed = Array.isArray(a) ? a.filter((one): one is TableAction => actions.has(one)) : [];
    if (tables === null) return [{ tables: null, actions: allowed }];
    return Array.isArray(tables) ? [{ tables: tables.map(String), actions: allowed }] : [];
  });
}

function readOnly({ tables, actions: allowed }: TableRule): TableRule {
  return { tables, actions: allowed.filter((action) => action === 'data_read') };
}
