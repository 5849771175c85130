import type { operations } from '../../../contract/generated/admin.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import type { BorrowedSandbox, Sandboxes } from '../../../sandbox/sandboxes.ts';
import type { AdminContext } from '../context.ts';
import { copySandbox } from './copy.ts';

/** Sends a copy of the data directory, piece by piece. */
export const getBackup: Handler<operations['getBackup'], AdminContext> = (_input, context) => ({
  status: 200,
  body: backupEvents(context),
});

/** Bytes of a file in an event; a multiple of 3, so that the pieces in Base64 could be joined. */
const pieceBytes = 196_608;

async function* backupEvents({ sandboxes, rowsOf }: AdminContext): AsyncGenerator<string> {
  const copied: string[] = [];
  const elsewhere: string[] = [];
  let files = 0;
  for (const name of sandboxes.names()) {
    const borrowed = borrow(sandboxes, name);
    if (borrowed === 'elsewhere') elsewhere.push(name);
    if (borrowed === undefined || borrowed === 'elsewhere') continue;
    const { sandbox, entry } = borrowed;
    try {
      for await (const { path, bytes } of copySandbox(sandbox, entry, rowsOf(sandbox))) {
        files += 1;
        for (let at = 0; at === 0 || at < bytes.byteLength; at += pieceBytes) {
          const base64 = Buffer.from(bytes.subarray(at, at + pieceBytes)).toString('base64');
          yield toEvent('file', { path, base64 });
        }
      }
    } finally {
      borrowed.giveBack();
    }
    copied.push(name);
  }
  yield toEvent('end', { files, sandboxes: copied, elsewhere });
}

/** @returns `elsewhere` for a sandbox that another server has open, undefined for one that was deleted meanwhile */
function borrow(sandboxes: Sandboxes, name: string): BorrowedSandbox | 'elsewhere' | undefined {
  try {
    return sandboxes.borrow(name);
  } catch (error) {
    if (error instanceof Problem && error.status === 503) return 'elsewhere';
    throw error;
  }
}

function toEvent(type: string, data: object): string {
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
