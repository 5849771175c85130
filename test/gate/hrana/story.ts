import { operationOf, operations } from '../../helpers/operations.ts';
import { credential } from '../../helpers/requests.ts';
import { bodyOf } from '../judge.ts';
import { encode } from '../request.ts';
import type { Prepare } from '../session.ts';

export const database = { org_slug: 'my-org', db_name: 'my-db' } as const;

/** The operations of the contract. */
export const hranaOperations = operations.filter(({ api }) => api === 'hrana');

/** Tokens of databases, as the server has made them after its last reset. */
export interface Tokens {
  full: string;
  readOnly: string;
  /** Opens another database. */
  other: string;
}

/** Makes the tokens, and a table in the database. */
export function prepareTokens(tokens: Tokens): Prepare {
  const operation = operationOf('createDatabaseToken', 'turso');
  return async (send) => {
    const mint = async (db_name: string, query: readonly (readonly [string, string])[] = []): Promise<string> => {
      const path = { ...database, db_name };
      const reply = await send(encode(operation, { path, query, headers: credential(operation) }));
      if (reply.status !== 200) throw new Error(`No token: ${reply.status} ${reply.text}`);
      return String(bodyOf(reply)['jwt']);
    };
    tokens.full = await mint(database.db_name);
    tokens.readOnly = await mint(database.db_name, [['authorization', 'read-only']]);
    tokens.other = await mint('staging-db');
    const sql = 'CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, a)';
    const made = await send({
      method: 'POST',
      target: '/_db/my-org/my-db/v2/pipeline',
      headers: { authorization: `Bearer ${tokens.full}`, 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify({ requests: [{ type: 'execute', stmt: { sql } }, { type: 'close' }] })),
    });
    if (made.status !== 200) throw new Error(`No table: ${made.status} ${made.text}`);
  };
}
