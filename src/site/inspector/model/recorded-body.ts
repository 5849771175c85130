import { AdminError, type CallAdmin } from './admin-client.ts';
import type { RecordedCall } from './har.ts';
import { isRecord } from './is-record.ts';
import type { NewFault, Violation } from './schemas.ts';

/** The journal's mark of a credential, which a recorded body may have in place of a value. */
const hidden = '…';

/**
 * Checks the JSON body of a recorded response. The server checks the body of each new fault rule, so a
 * rule that never fires is created with it and deleted again.
 *
 * @returns where it breaks the contract; nothing where there is nothing to check
 */
export async function checkRecordedBody(
  call: RecordedCall,
  operation: string | undefined,
  { callAdmin, sandbox }: { readonly callAdmin: CallAdmin; readonly sandbox: string },
): Promise<Violation[]> {
  const { status, responseBody } = call;
  if (operation === undefined || status === 0 || !responseBody) return [];
  let body: unknown;
  try {
    body = JSON.parse(responseBody);
  } catch {
    // Some operations answer with text.
    return [];
  }
  const rule = { operation, action: 'respond', status, body, probability: 0 } as NewFault;
  try {
    const { id } = await callAdmin('createFault', { body: rule, query: { sandbox } });
    await callAdmin('deleteFault', { path: { faultId: id }, query: { sandbox } });
    return [];
  } catch (error) {
    if (!(error instanceof AdminError) || error.status !== 400) throw error;
    // The body is the property `body` of the rule, so its pointers begin with `/body/body`.
    return (error.problem?.violations ?? [])
      .filter(({ pointer }) => pointer.startsWith('/body/body'))
      .map(({ pointer, message }) => ({ pointer: pointer.slice('/body'.length), message }))
      .filter(({ pointer }) => valueAt({ body }, pointer) !== hidden)
      .map(({ pointer, message }) => ({ pointer: `/response${pointer}`, message }));
  }
}

/** The value that a JSON pointer leads to; undefined if it leads nowhere. */
function valueAt(whole: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((node, key) => {
      if (Array.isArray(node)) return node[Number(key)] as unknown;
      return isRecord(node) ? node[key] : undefined;
    }, whole);
}
