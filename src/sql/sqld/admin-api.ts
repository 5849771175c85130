import { EngineUnavailable } from '../engine-unavailable.ts';
import { createHttpClient, type HttpReply } from './http-client.ts';
import { maxDatabaseSize, maxRowBytes } from './limits.ts';
import type { SqldOptions } from './sqld-options.ts';

/** The operations of a libSQL server's admin API that an engine uses. Each throws EngineUnavailable if it fails. */
export interface AdminApi {
  /** @returns false if it exists already */
  create(namespace: string, publicKey: string, isDurable: boolean): Promise<boolean>;
  /** @returns false if the new namespace exists already */
  fork(from: string, to: string): Promise<boolean>;
  /** Does nothing for a namespace that does not exist. */
  remove(namespace: string): Promise<void>;
  /** Gives a namespace another key. @returns false if it does not exist */
  setKey(namespace: string, publicKey: string): Promise<boolean>;
  close(): void;
}

/** @see https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-server/src/http/admin/mod.rs */
export function createAdminApi({ adminUrl, adminKey }: SqldOptions): AdminApi {
  const client = createHttpClient(adminUrl);
  const headers = adminKey === undefined ? undefined : { authorization: `basic ${adminKey}` };
  const ask = (method: 'POST' | 'DELETE', path: string, body?: object): Promise<HttpReply> =>
    client.send({ method, path: `/v1/namespaces/${path}`, headers, body });
  const fail = (what: string, { status, text }: HttpReply): never => {
    const hint =
      status === 401
        ? 'Give the key of its admin API with --libsql-admin-key'
        : `Is ${adminUrl} its admin API, and does it run with --enable-namespaces?`;
    throw new EngineUnavailable(`the libSQL server could not ${what}: ${status} ${text}. ${hint}`);
  };
  const done = (what: string, reply: HttpReply): boolean => {
    if (reply.status === 200) return true;
    return isExisting(reply) ? false : fail(what, reply);
  };

  return {
    async create(namespace, publicKey, isDurable) {
      const body = {
        jwt_key: publicKey,
        max_db_size: maxDatabaseSize,
        max_row_size: maxRowBytes,
        durability_mode: isDurable ? 'strong' : 'relaxed',
      };
      return done('create a namespace', await ask('POST', `${namespace}/create`, body));
    },
    fork: async (from, to) => done('fork a namespace', await ask('POST', `${from}/fork/${to}`)),
    async remove(namespace) {
      const reply = await ask('DELETE', namespace);
      if (reply.status !== 200 && reply.status !== 404) fail('delete a namespace', reply);
    },
    async setKey(namespace, publicKey) {
      const body = { block_reads: false, block_writes: false, jwt_key: publicKey };
      const reply = await ask('POST', `${namespace}/config`, body);
      if (reply.status === 404) return false;
      return done('set the key of a namespace', reply);
    },
    close: () => client.close(),
  };
}

function isExisting({ status, text }: HttpReply): boolean {
  return status === 400 && text.includes('already exists');
}
