import type { DatabaseSync } from 'node:sqlite';
import { query, capacityCheck } from '../sqlite.ts';

export interface InviteRow {
  /** From 1. */
  readonly id: number;
  readonly organization: string;
  readonly email: string;
  /** The user who was invited by name; null for an address. */
  readonly username: string | null;
  readonly role: 'admin' | 'member' | 'viewer';
  /** The secret that the mail would carry. */
  readonly token: string;
  readonly createdAt: number;
}

/** Invitations that are pending, in the order in which they were sent. */
export function invitesTable(database: DatabaseSync) {
  const columns = 'SELECT id, organization, email, username, role, token, created_at AS createdAt FROM invites';
  const add = query<[number | null, string, string, string | null, string, string, number], { id: number }>(
    database,
    `INSERT INTO invites (id, organization, email, username, role, token, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     RETURNING id`,
  );
  const get = query<[string, string], InviteRow>(database, `${columns} WHERE organization = ? AND email = ?`);
  const ofOrganization = query<[string], InviteRow>(database, `${columns} WHERE organization = ? ORDER BY id`);
  const ofEmail = query<[string], { count: number }>(database, 'SELECT count(*) AS count FROM invites WHERE email = ?');
  const all = query<[], InviteRow>(database, `${columns} ORDER BY id`);
  const remove = query<[number]>(database, 'DELETE FROM invites WHERE id = ?');
  const hasRoom = capacityCheck(database, 'invites', 'id');

  return {
    /** @returns its id */
    add: ({ id, ...row }: Omit<InviteRow, 'id'> & { readonly id?: number }): number =>
      add.one(id ?? null, row.organization, row.email, row.username, row.role, row.token, row.createdAt)!.id,
    get: (organization: string, email: string) => get.one(organization, email),
    ofOrganization: (organization: string) => ofOrganization.all(organization),
    /** How many organizations have invited an address. */
    count: (email: string) => ofEmail.one(email)!.count,
    all: () => all.all(),
    /** Whether there are fewer than so many, of everybody. */
    hasRoom,
    remove: (id: number): void => void remove.run(id),
  };
}
