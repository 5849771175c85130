import type { operations } from '../../../contract/generated/turso-2023.ts';
import type { UploadedFile } from '../../../contract/http-message.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { uuidV1 } from '../../../sandbox/uuid.ts';
import { messages } from '../messages.ts';
import { findDatabase } from '../resources/find.ts';

const place = 'https://dumps.example.com/';

/** All dumps together take no more, in bytes. */
const mostBytes = 67_108_864;

/** @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/turso/databases.go */
export const uploadDump: Handler<operations['uploadDump']> = ({ path, files }, context) => {
  const { store, generator, clock } = context;
  const file = requireFile(files);
  if (store.dumps.size() + file.bytes.byteLength > mostBytes) throw new Problem(400, messages.noRoomForDump);
  const id = `${uuidV1(generator)}.sql`;
  store.dumps.add({
    id,
    organization: path.org_slug,
    name: file.name,
    content: file.bytes,
    createdAt: clock.now(),
  });
  return { status: 200, body: { dump_url: `${place}${id}` } };
};

/** The id of the dump that a URL names; undefined for a URL of somebody else. */
export function dumpId(url: string): string | undefined {
  return url.startsWith(place) ? url.slice(place.length) : undefined;
}

export const seedDatabase: Handler<operations['seedDatabase']> = ({ path, files }, context) => {
  requireFile(files);
  findDatabase(context, path);
  return { status: 200, body: undefined };
};

function requireFile(files: ReadonlyMap<string, UploadedFile>): UploadedFile {
  const file = files.get('file');
  if (!file) throw new Problem(400, messages.fileMissing);
  return file;
}
