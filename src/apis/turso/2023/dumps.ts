import type { operations } from '../../../contract/generated/turso-2023.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { keepDump, requireFile } from '../resources/dumps.ts';
import { findDatabase } from '../resources/find.ts';

/** @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/turso/databases.go */
export const uploadDump: Handler<operations['uploadDump']> = ({ path, files }, context) => ({
  status: 200,
  body: { dump_url: keepDump(context, path.org_slug, requireFile(files)) },
});

/** Keeps the file beside the dumps. Nothing reads it as long as databases answer no SQL. */
export const seedDatabase: Handler<operations['seedDatabase']> = ({ path, files }, context) => {
  const file = requireFile(files);
  const { organization } = findDatabase(context, path);
  keepDump(context, organization, file);
  return { status: 200, body: undefined };
};
