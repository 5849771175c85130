import type { components } from '../../../contract/generated/turso-2026.ts';
import { Problem } from '../../../contract/problem.ts';
import type { DatabaseRow } from '../../../sandbox/store/tables/databases.ts';
import { messages } from '../messages.ts';

/** Ciphers with keys of 128 bits; the keys of all others have 256. */
const shortKeys = new Set(['aes128gcm', 'aegis128l', 'aegis128x2', 'aegis128x4']);

/**
 * The cipher that a new database is encrypted with, null for none. Its key is held to the cipher and not kept.
 *
 * @param source the database that the new one is a copy of, whose cipher it takes
 * @throws Problem 400 for a key that is missing or of another length
 */
export function requireCipher(
  encryption: components['schemas']['RemoteEncryption'] | undefined,
  source: DatabaseRow | undefined,
): string | null {
  const inherited = source?.encryptionCipher ?? undefined;
  if (!encryption) {
    if (inherited !== undefined) throw new Problem(400, messages.encryptionKeyMissing(source!.name));
    return null;
  }
  const cipher = inherited ?? encryption.encryption_cipher;
  if (cipher === undefined) throw new Problem(400, 'remote_encryption.encryption_cipher is required');
  const length = shortKeys.has(cipher) ? 16 : 32;
  if (Buffer.from(encryption.encryption_key, 'base64').byteLength !== length) {
    throw new Problem(400, messages.encryptionKeyLength(length, cipher));
  }
  return cipher;
}
