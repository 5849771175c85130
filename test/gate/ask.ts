import type { Faults } from './judge.ts';
import { encode, type Parts, type Wire } from './request.ts';
import type { Session } from './session.ts';
import type { Reply } from './target.ts';
import type { Scene } from './valid.ts';

/** Sends a request after what its setting makes for it. @param change what becomes of it on its way to the wire */
export async function ask(
  session: Session,
  { operation, setting }: Scene,
  parts: Parts,
  change: (wire: Wire) => Wire = (wire) => wire,
  encoded?: (text: string) => string,
): Promise<Reply> {
  const named = { ...(await setting.before?.(session)), ...parts.path };
  return session.send(change(encode(operation, { ...parts, path: named }, encoded)));
}

/** A refused request has changed nothing. */
export async function unchanged(session: Session, { operation }: Scene, { status }: Reply): Promise<Faults> {
  if (operation.method === 'GET' || status < 400) return [];
  return (await session.isUnchanged()) ? [] : ['is refused, and has changed the state all the same'];
}
