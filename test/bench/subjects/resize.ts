import { createHash } from 'node:crypto';
import { createAdminClient } from '../../../src/client/admin.ts';

/** Gives `my-org` so many databases, `my-db` among them, by way of a snapshot. */
export async function resize(baseUrl: string, count: number): Promise<void> {
  const admin = createAdminClient({ baseUrl });
  const { data: snapshot } = await admin.GET('/_mockplane/snapshot');
  if (!snapshot) throw new Error('Mockplane gives no snapshot.');
  const kept = snapshot.databases.filter(({ organization, name }) => organization !== 'my-org' || name === 'my-db');
  const added = Array.from({ length: count - 1 }, (_, index) => databaseRow(index, snapshot.savedAt));
  const { error } = await admin.PUT('/_mockplane/snapshot', {
    body: { ...snapshot, databases: [...kept, ...added] },
  });
  if (error) throw new Error(`The snapshot of ${count} databases is refused: ${JSON.stringify(error)}`);
}

function databaseRow(index: number, createdAt: string) {
  const digest = createHash('sha256').update(String(index)).digest();
  const hex = digest.toString('hex');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-11ee-8${hex.slice(13, 16)}-${hex.slice(16, 28)}`;
  const name = `sized-${String(index).padStart(7, '0')}`;
  return { id, organization: 'my-org', name, createdAt, signingKey: digest.toString('base64url') };
}

/** Puts a Mockplane back to how it began. */
export async function reset(baseUrl: string): Promise<void> {
  const { error } = await createAdminClient({ baseUrl }).POST('/_mockplane/reset');
  if (error) throw new Error(`The reset is refused: ${JSON.stringify(error)}`);
}
