import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** The key that opens the namespaces of this process, and the tokens that it signs. */
export interface NamespaceKeys {
  /** The public key, as the server takes it. */
  readonly publicKey: string;
  /** A token for one namespace, without an end. */
  token(namespace: string, right: 'read' | 'write'): string;
  forget(namespace: string): void;
}

/** Creates a key that exists only in this process: the tokens of databases open nothing on the server itself. */
export function createNamespaceKeys(): NamespaceKeys {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const tokens = new Map<string, string>();
  return {
    publicKey: publicKey.export({ format: 'jwk' }).x!,
    token(namespace, right) {
      const key = `${right} ${namespace}`;
      let token = tokens.get(key);
      if (token === undefined) {
        token = signToken(privateKey, { id: namespace, a: right === 'read' ? 'ro' : 'rw' });
        tokens.set(key, token);
      }
      return token;
    },
    forget(namespace) {
      tokens.delete(`read ${namespace}`);
      tokens.delete(`write ${namespace}`);
    },
  };
}

function signToken(key: KeyObject, claims: object): string {
  const [head, body] = [{ alg: 'EdDSA', typ: 'JWT' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const content = `${head}.${body}`;
  return `${content}.${sign(null, Buffer.from(content), key).toString('base64url')}`;
}
