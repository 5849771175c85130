import type { UploadedFile } from '../../../contract/http-message.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Context } from '../../../sandbox/handler.ts';
import type { DumpRow } from '../../../sandbox/store/tables/dumps.ts';
import { uuidV1 } from '../../../sandbox/uuid.ts';
import { messages } from '../messages.ts';

const place = 'https://dumps.example.com/';

/** All dumps together take no more, in bytes. */
const mostBytes = 67_108_864;

/** The operations that take a dump, by their paths with and without an edition before them. */
export const dumpUploads = {
  paths: /^(?:\/20\d\d)?\/v1\/.*databases\/(?:dumps|[^/]+\/seed)\/?$/,
  bodyLimit: 16_777_216,
};

/** The file of a form. @throws Problem 400 for a form without one */
export function requireFile(files: ReadonlyMap<string, UploadedFile>): UploadedFile {
  const file = files.get('file');
  if (!file) throw new Problem(400, messages.fileMissing);
  return file;
}

/** Keeps a file. @returns the URL that names it. @throws Problem 400 without room for it */
export function keepDump(context: Context, organization: string, { name, bytes }: UploadedFile): string {
  const { store, generator, clock } = context;
  if (store.dumps.size() + bytes.byteLength > mostBytes) throw new Problem(400, messages.noRoomForDump);
  const id = `${uuidV1(generator)}.sql`;
  store.dumps.add({ id, organization, name, content: bytes, createdAt: clock.now() });
  return `${place}${id}`;
}

/** The file that a URL names; undefined for a URL that names none of the organization's. */
export function findDump({ store }: Context, organization: string, url: string): DumpRow | undefined {
  return url.startsWith(place) ? store.dumps.get(organization, url.slice(place.length)) : undefined;
}
