import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { columnsOf } from '../columns.ts';
import { capacityCheck, query } from '../sqlite.ts';

export interface ApiTokenRow {
  /** 22 characters of base64url. */
  readonly id: string;
  readonly username: string;
  readonly name: string;
  /** SHA-256 of the token in hexadecimal; the token itself is not stored. Null for a token with an unknown value. */
  readonly hash: string | null;
  readonly createdAt: number;
  /** The slug of the organization that it is restricted to; null for an unrestricted one. */
  readonly organization: string | null;
  /** The id of the group that it is restricted to; null for one of a whole organization. */
  readonly groupId: string | null;
  /** The scopes it has in its group; null where it is restricted to none. */
  readonly scopes: readonly string[] | null;
}

/** A token to add; it is unrestricted unless told otherwise. */
export type NewApiToken = Omit<ApiTokenRow, 'organization' | 'groupId' | 'scopes'> & Partial<ApiTokenRow>;

const columns = columnsOf<ApiTokenRow>({
  id: 'plain',
  username: 'plain',
  name: 'plain',
  hash: 'plain',
  createdAt: 'plain',
  organization: 'plain',
  groupId: 'plain',
  scopes: 'json',
});

type Raw = Readonly<Record<string, unknown>>;

/** The form in which a token is kept. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The table of platform API tokens, in the order of creation. */
export function apiTokensTable(database: DatabaseSync) {
  const add = query(database, columns.insert('api_tokens'));
  const select = `SELECT ${columns.select()} FROM api_tokens`;
  const get = query<[string, string], Raw>(database, `${select} WHERE username = ? AND name = ?`);
  const byId = query<[string], Raw>(database, `${select} WHERE id = ?`);
  const byHash = query<[string], Raw>(database, `${select} WHERE hash = ?`);
  const ofUser = query<[string], Raw>(database, `${select} WHERE username = ? ORDER BY position`);
  const ofOrganization = query<[string], Raw>(database, `${select} WHERE organization = ? ORDER BY position`);
  const all = query<[], Raw>(database, `${select} ORDER BY position`);
  const remove = query<[string]>(database, 'DELETE FROM api_tokens WHERE id = ?');
  const removeOfGroup = query<[string]>(database, 'DELETE FROM api_tokens WHERE group_id = ?');
  const hasRoom = capacityCheck(database, 'api_tokens', 'position');

  const parse = (raw: Raw | undefined): ApiTokenRow | undefined => raw && columns.parse(raw);
  const parseAll = (raws: Raw[]): ApiTokenRow[] => raws.map((raw) => columns.parse(raw));

  return {
    add: (row: NewApiToken): void =>
      void add.run(...columns.values({ organization: null, groupId: null, scopes: null, ...row })),
    get: (username: string, name: string) => parse(get.one(username, name)),
    byId: (id: string) => parse(byId.one(id)),
    byHash: (hash: string) => parse(byHash.one(hash)),
    ofUser: (username: string) => parseAll(ofUser.all(username)),
    /** Those that are restricted to an organization, whoever has them. */
    ofOrganization: (organization: string) => parseAll(ofOrganization.all(organization)),
    all: () => parseAll(all.all()),
    /** Whether there are fewer than so many, of everybody. */
    hasRoom,
    remove: (id: string): void => void remove.run(id),
    /** Revokes those that are restricted to a group. */
    removeOfGroup: (groupId: string): void => void removeOfGroup.run(groupId),
  };
}
