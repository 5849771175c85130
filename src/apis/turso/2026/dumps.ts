import type { operations } from '../../../contract/generated/turso-2026.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { keepDump, requireFile } from '../resources/dumps.ts';
import { findOrganization } from '../resources/find.ts';

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/databases.go */
export const uploadDump: Handler<operations['uploadDump']> = ({ path, files }, context) => {
  const file = requireFile(files);
  return { status: 200, body: { dump_url: keepDump(context, findOrganization(context, path).slug, file) } };
};
