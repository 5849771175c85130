import { randomBytes } from 'node:crypto';
import type { operations } from '../../contract/generated/hrana.ts';
import type { UploadedFile } from '../../contract/http-message.ts';
import { Problem } from '../../contract/problem.ts';
import type { Handler } from '../../sandbox/handler.ts';
import type { HranaContext } from './context.ts';
import { latestUpload } from './endpoints.ts';
import { maxUploads } from './limits.ts';
import { messages } from './messages.ts';
import type { Upload } from './upload.ts';

/** Bytes of each piece but the last. */
const chunkSize = 4_194_304;

/** @see https://github.com/tursodatabase/turso-cli/blob/055f783/internal/turso/tursoServer.go */
export const uploadDatabase: Handler<operations['uploadDatabase'], HranaContext> = async (input, context) => {
  const { id } = context.admit(input.path, input.principal);
  await context.replace(id, fileOf(input.files).bytes);
  return { status: 200, body: undefined };
};

/** @see https://github.com/tursodatabase/turso-cli/blob/055f783/internal/turso/tursoServer.go */
export const startUpload: Handler<operations['startUpload'], HranaContext> = (input, context) => {
  const { id } = context.admit(input.path, input.principal);
  const { uploads } = context;
  const upload = { id: randomBytes(16).toString('hex'), size: input.body.db_size_bytes, chunks: new Map() };
  uploads.delete(id);
  uploads.set(id, upload);
  // An upload that is given up would stay for ever.
  if (uploads.size > maxUploads) uploads.delete(uploads.keys().next().value!);
  return { status: 200, body: { chunk_size: chunkSize, upload_id: upload.id } };
};

/** @see https://github.com/tursodatabase/turso-cli/blob/055f783/internal/turso/tursoServer.go */
export const uploadChunk: Handler<operations['uploadChunk'], HranaContext> = (input, context) => {
  const { path, files } = input;
  const { size, chunks } = findUpload(context, input);
  const { bytes } = fileOf(files);
  const expected = Math.min(chunkSize, Math.max(size - path.chunk_number * chunkSize, 0));
  if (bytes.byteLength !== expected) {
    throw new Problem(400, messages.wrongChunk(path.chunk_number, expected, bytes.byteLength));
  }
  chunks.set(path.chunk_number, bytes);
  return { status: 200, body: undefined };
};

/** @see https://github.com/tursodatabase/turso-cli/blob/055f783/internal/turso/tursoServer.go */
export const finishUpload: Handler<operations['finishUpload'], HranaContext> = async (input, context) => {
  const { database, size, chunks } = findUpload(context, input);
  const given = [...chunks.values()].reduce((total, { byteLength }) => total + byteLength, 0);
  if (given !== size) throw new Problem(400, messages.incompleteUpload(given, size));
  const numbers = [...chunks.keys()].toSorted((one, other) => one - other);
  await context.replace(database, Buffer.concat(numbers.map((number) => chunks.get(number)!)));
  context.uploads.delete(database);
  return { status: 200, body: undefined };
};

type UploadInput = Parameters<typeof finishUpload>[0];

/** @throws Problem 404 for an upload that has not begun, or was replaced by another */
function findUpload(
  context: HranaContext,
  { path, principal }: Pick<UploadInput, 'path' | 'principal'>,
): Upload & { readonly database: string } {
  const { id, name } = context.admit(path, principal);
  const upload = context.uploads.get(id);
  if (upload && (path.upload_id === upload.id || path.upload_id === latestUpload)) return { ...upload, database: id };
  throw new Problem(404, messages.uploadNotFound(name));
}

/** The file that a request is. An empty body is refused before. */
function fileOf(files: ReadonlyMap<string, UploadedFile>): UploadedFile {
  return files.get('')!;
}
