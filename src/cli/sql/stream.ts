import { type DatabaseName, databasePath } from '../../mockplane/database-access.ts';
import { ServerError, SqlError } from './errors.ts';
import { parseReply, post, refusalText } from './request.ts';
import type { PipelineReply } from './wire.ts';

/** A database of a server, and the token that opens the server. */
export interface SessionOptions {
  readonly url: string;
  readonly token: string;
  readonly database: DatabaseName;
  readonly readOnly: boolean;
}

/** A stream of SQL over HTTP. */
export interface Stream {
  /** Sends the requests of a pipeline. @throws SqlError when the server refuses it, ServerError when it is gone */
  readonly send: (requests: readonly object[]) => Promise<PipelineReply>;
  /** Rolls an open transaction back. */
  readonly close: () => Promise<void>;
}

/** Gets a token for a database from the server. @throws ServerError when it gives none */
export async function openStream({ url, token, database, readOnly }: SessionOptions): Promise<Stream> {
  const { organization, name } = database;
  const query = readOnly ? '?authorization=read-only' : '';
  const [org, db] = [encodeURIComponent(organization), encodeURIComponent(name)];
  const minted = await post(`${url}/v1/organizations/${org}/databases/${db}/auth/tokens${query}`, token);
  const { jwt } = (parseReply(minted) ?? {}) as { jwt?: unknown };
  if (minted.status !== 200 || typeof jwt !== 'string') {
    const hint = minted.status === 401 ? "; set the server's token with --token" : '';
    throw new ServerError(`${url} created no token for ${organization}/${name}: ${refusalText(minted)}${hint}`);
  }
  const endpoint = `${url}${databasePath(database)}v2/pipeline`;
  let baton: string | null = null;

  const send = async (requests: readonly object[]): Promise<PipelineReply> => {
    const sent = baton;
    // A refused request ends the stream.
    baton = null;
    const reply = await post(endpoint, jwt, { baton: sent, requests });
    if (reply.status !== 200) throw new SqlError(refusalText(reply));
    const parsed = parseReply(reply) as PipelineReply;
    baton = parsed.baton;
    return parsed;
  };
  return {
    send,
    async close() {
      if (baton !== null) await send([{ type: 'close' }]).catch(() => undefined);
    },
  };
}
