import type { operations } from '../../../contract/generated/turso-2023.ts';
import type { UploadedFile } from '../../../contract/http-message.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import { uuidV1 } from '../../../sandbox/uuid.ts';
import { messages } from '../messages.ts';
import { findDatabase } from '../resources/find.ts';

const place = 'https://dumps.example.com/';

/** All dumps together take no more, in bytes. */
const mostBytes = 67_108_864;

/** @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/turso/databases.go */
export const uploadDump: Handler<operations['uploadDump']> = ({ path, files }, context) => ({
  status: 200,
  body: { dump_url: `${place}${keep(context, path.org_slug, requireFile(files))}` },
});

/** Keeps the file beside the dumps. Nothing reads it as long as databases answer no SQL. */
export const seedDatabase: Handler<operations['seedDatabase']> = ({ path, files }, context) => {
  const file = requireFile(files);
  const { organization } = findDatabase(context, path);
  keep(context, organization, file);
  return { status: 200, body: undefined };
};

/** @returns the id of what is kept */
function keep({ store, generator, clock }: Context, organization: string, { name, bytes }: UploadedFile): string {
  if (store.dumps.size() + bytes.byteLength > mostBytes) throw new Problem(400, messages.noRoomForDump);
  const id = `${uuidV1(generator)}.sql`;
  store.dumps.add({ id, organization, name, content: bytes, createdAt: clock.now() });
  return id;
}

function requireFile(files: ReadonlyMap<string, UploadedFile>): UploadedFile {
  const file = files.get('file');
  if (!file) throw new Problem(400, messages.fileMissing);
  return file;
}
