import type { operations } from '../../contract/generated/lambda.ts';
import { messages } from './messages.ts';
import { Problem } from '../../contract/problem.ts';
import type { Handler } from '../../sandbox/handler.ts';
import { requireCapacity } from '../../sandbox/limits.ts';

/** What the service's model allows a file, and the sandbox an owner. */
export const fileLimits = {
  /** Characters of a name. */
  name: 100,
  /** All files of an owner, in bytes: the sandbox keeps them in memory. */
  total: 16_777_216,
} as const;

/** Lists the caller's own files. */
export const listUserFiles: Handler<operations['listUserFiles']> = ({ principal }, { store }) => ({
  status: 200,
  body: store.userFiles.ofOwner(principal.username).map(({ id, name, description }) => ({ id, name, description })),
});

/** Stores a file under its name; a second one of that name is a second file. */
export const uploadUserFile: Handler<operations['uploadUserFile']> = ({ body, files, principal }, context) => {
  const { store, limits } = context;
  const file = files.get('file');
  const name = file ? shownName(file.name) : '';
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

/** Deletes one of the caller's own files; somebody else's is as good as none. */
export const deleteUserFile: Handler<operations['deleteUserFile']> = ({ body, principal }, { store }) => {
  if (!store.userFiles.remove(principal.username, body.id)) throw new Problem(400, messages.fileNotFound);
  return { status: 200, body: { result: 'success' } };
};

/**
 * What is kept of the name that a sender gave a file, as Django does it: the last segment of a path, without what
 * cannot be shown. It is never used as a path; the file goes into the store.
 *
 * @returns an empty text for what names no file
 */
function shownName(name: string): string {
  const segment = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const shown = segment.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim();
  return shown === '.' || shown === '..' ? '' : shown;
}
