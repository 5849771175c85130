import type { Context } from '../../../sandbox/handler.ts';
import { type SigningKey, signingKey } from './jwt.ts';

const setting = 'platform-key';

/** The key that signs platform tokens; made when the first one is. */
export function platformKey({ store, generator }: Context): SigningKey {
  const kept = store.settings.get(setting);
  if (kept !== undefined) return signingKey(Buffer.from(kept, 'base64url'));
  const seed = generator.bytes(32);
  store.settings.set(setting, seed.toString('base64url'));
  return signingKey(seed);
}
