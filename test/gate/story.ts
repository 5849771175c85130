import { operationOf } from '../helpers/operations.ts';
import { credential } from '../helpers/requests.ts';
import { encode } from './request.ts';
import type { Prepare } from './session.ts';

/** The address that an invite is for. */
export const invited = 'invited@example.com';

/** Makes an invite, which the story of the 2023 edition does not have. */
export const prepare2023: Prepare = async (send) => {
  const operation = operationOf('inviteMember');
  const body = { as: 'json', value: { email: invited, role: 'member' } } as const;
  const path = { org_slug: 'my-org' };
  const { status, text } = await send(encode(operation, { path, query: [], headers: credential(operation), body }));
  if (status !== 200) throw new Error(`inviteMember was answered ${status}: ${text}`);
};
