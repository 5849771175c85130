import type { DatabaseSync } from 'node:sqlite';
import { query } from '../sqlite.ts';

export interface JwksRow {
  readonly organization: string;
  readonly name: string;
  /** Where another issuer shows its keys. Nothing is ever fetched from it. */
  readonly url: string;
  readonly region: string;
}

/** The issuers whose tokens an organization accepts, by name. */
export function jwksTable(database: DatabaseSync) {
  const columns = 'SELECT organization, name, url, region FROM jwks';
  const set = query<[string, string, string, string]>(
    database,
    `INSERT INTO jwks (organization, name, url, region) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET url = excluded.url, region = excluded.region`,
  );
  const get = query<[string, string], JwksRow>(database, `${columns} WHERE organization = ? AND name = ?`);
  const ofOrganization = query<[string], JwksRow>(database, `${columns} WHERE organization = ? ORDER BY name`);
  const all = query<[], JwksRow>(database, `${columns} ORDER BY organization, name`);
  const remove = query<[string, string]>(database, 'DELETE FROM jwks WHERE organization = ? AND name = ?');
  return {
    /** Adds one, or replaces the one of its name. */
    set: ({ organization, name, url, region }: JwksRow): void => void set.run(organization, name, url, region),
    get: (organization: string, name: string) => get.one(organization, name),
    ofOrganization: (organization: string) => ofOrganization.all(organization),
    all: () => all.all(),
    remove: (organization: string, name: string): void => void remove.run(organization, name),
  };
}
