import type { operations } from '../../contract/generated/lambda.ts';
import { messages } from './messages.ts';
import { Problem } from '../../contract/problem.ts';
import type { Handler } from '../../sandbox/handler.ts';
import { requireCapacity } from '../../sandbox/limits.ts';

/** The limits on files: the name's is the service's, the total is the sandbox's own. */
export const fileLimits = {
  /** The longest file name, in characters. */
  name: 100,
  /** The largest total size of a user's files, in bytes. The sandbox keeps them in memory. */
  total: 16_777_216,
} as const;

/** Lists the caller's files. */
export const listUserFiles: Handler<operations['listUserFiles']> = ({ principal }, { store }) => ({
  status: 200,
  body: store.userFiles.ofOwner(principal.username).map(({ id, name, description }) => ({ id, name, description })),
});

/** Stores a file under its name. A second file of the same name does not replace the first. */
export const uploadUserFile: Handler<operations['uploadUserFile']> = ({ body, files, principal }, context) => {
  const { store, limits } = context;
  const file = files.get('file');
  const name = file ? cleanFileName(file.name) : '';
  if (!file || name === '') throw new Problem(422, messages.noFile);
  if (Array.from(name).length > fileLimits.name) throw new Problem(400, messages.fileNameLength(fileLimits.name));
  const { bytes } = store.userFiles.size(principal.username);
  if (bytes + file.bytes.byteLength > fileLimits.total) {
    throw new Problem(400, messages.fileQuota(`${fileLimits.total / 1_048_576} MiB`));
  }
  requireCapacity(limits, 'userFiles', store.userFiles.hasRoom);
  store.userFiles.add({
    owner: principal.username,
    name,
    description: body.description ?? '',
    content: file.bytes,
  });
  return { status: 201, body: { result: 'success' } };
};

/** Deletes one of the caller's files. @throws Problem 400 for another user's file, as for an unknown id */
export const deleteUserFile: Handler<operations['deleteUserFile']> = ({ body, principal }, { store }) => {
  if (!store.userFiles.remove(principal.username, body.id)) throw new Problem(400, messages.fileNotFound);
  return { status: 200, body: { result: 'success' } };
};

/**
 * Cleans the name that the caller gave a file, as Django does: keeps the last segment of the path, without characters
 * that cannot be shown. The result is never used as a path; the file is kept in the store.
 *
 * @returns '' when no name remains
 */
function cleanFileName(name: string): string {
  const segment = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const shown = segment.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim();
  return shown === '.' || shown === '..' ? '' : shown;
}
