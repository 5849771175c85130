import { readFileSync } from 'node:fs';
import type { RunningCli } from '../../helpers/cli.ts';
import { type Caller, createCaller } from '../server.ts';
import type { Query } from './verify.ts';

const databases = '/v1/organizations/my-org/databases';

/** The databases of a server, by the API of its control plane. */
export interface Databases {
  readonly urlOf: (name: string) => string;
  /** Creates a database with a primary that answers. @returns a token for it */
  create(name: string): Promise<string>;
  destroy(name: string): Promise<number>;
  names(): Promise<string[]>;
  query(name: string, token: string): Query;
}

export function databasesOf({ url }: RunningCli): Databases {
  const caller: Caller = createCaller(url);
  const must = async (method: string, path: string, body?: unknown) => {
    const answer = await caller.send(method, databases + path, body);
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  return {
    urlOf: (name) => `${url}/_db/my-org/${name}/`,
    async create(name) {
      await must('POST', '', { name });
      const { instance } = await must('POST', `/${name}/instances`, { location: 'ord' });
      await must('GET', `/${name}/instances/${instance.name}/wait`);
      return (await must('POST', `/${name}/auth/tokens`)).jwt;
    },
    destroy: async (name) => (await caller.send('DELETE', `${databases}/${name}`)).status,
    names: async () => (await must('GET', '')).databases.map(({ Name }: { Name: string }) => Name),
    query: (name, token) => async (sql) => {
      const answer = await caller.send(
        'POST',
        `/_db/my-org/${name}/v2/pipeline`,
        { requests: [{ type: 'execute', stmt: { sql } }] },
        token,
      );
      const [result] = answer.body.results ?? [];
      if (result?.type !== 'ok') throw new Error(`${sql}: ${JSON.stringify(answer.body)}`);
      return result.response.result.rows.map((row: { value: string }[]) => row.map(({ value }) => Number(value)));
    },
  };
}

/** The processes that run SQL for a server; none where the system does not tell. */
export function childrenOf({ pid }: RunningCli): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number).filter(Boolean);
  } catch {
    return [];
  }
}
