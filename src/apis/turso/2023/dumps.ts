import type { operations } from '../../../contract/generated/turso-2023.ts';
import type { MakeContent } from '../../../sandbox/contents.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import { keepDump, requireFile } from '../resources/dumps.ts';
import { findDatabase } from '../resources/find.ts';
import { giveContent, requireMade } from '../resources/seed-contents.ts';

/** @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/turso/databases.go */
export const uploadDump: Handler<operations['uploadDump']> = ({ path, files }, context) => ({
  status: 200,
  body: { dump_url: keepDump(context, path.org_slug, requireFile(files)) },
});

/** Runs a dump in a database. Where databases answer no SQL, the file is kept beside the dumps. */
export const seedDatabase: Handler<operations['seedDatabase']> = ({ path, files, content }, context) => {
  const file = requireFile(files);
  const { id, organization } = findDatabase(context, path);
  requireMade(content, 'dump');
  if (content) giveContent(context, id, content);
  else keepDump(context, organization, file);
  return { status: 200, body: undefined };
};

/** Runs the dump after the rows that the database has. */
export const makeSeededContent: MakeContent<Context> = (
  { path, files }: Parameters<typeof seedDatabase>[0],
  { store, contents },
) => {
  const file = files.get('file');
  const row = store.databases.get(path.org_slug, path.db_name);
  return file && row && contents?.fromDump(file.bytes, row.id);
};
