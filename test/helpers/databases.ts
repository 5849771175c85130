const token = 'mockplane-token';
const databases = '/v1/organizations/my-org/databases';

/** The response. Its body is parsed if it is JSON. */
export interface SqlAnswer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- the contract's own tests hold the shapes
  readonly body: any;
}

/** The databases of `my-org` on a server: its control plane, and SQL as plain requests. */
export interface Databases {
  readonly urlOf: (name: string) => string;
  /** Creates a database with a primary that answers. @returns a token for it */
  create(name: string): Promise<string>;
  mint(name: string): Promise<string>;
  rotate(name: string): Promise<void>;
  /** @returns the status */
  destroy(name: string): Promise<number>;
  names(): Promise<string[]>;
  /** @param target below the database: `v3/pipeline` */
  ask(name: string, target: string, jwt: string, body: unknown): Promise<SqlAnswer>;
  /** Runs one statement that must succeed. @returns its rows, as the protocol writes values, without their types */
  query(name: string, jwt: string, sql: string): Promise<(string | number | null)[][]>;
}

/** @param url of a server */
export function databasesOf(url: string): Databases {
  const send = async (method: string, path: string, jwt: string, body?: unknown): Promise<SqlAnswer> => {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${jwt}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') && text !== '';
    return { status: response.status, body: isJson ? JSON.parse(text) : text };
  };
  const must = async (method: string, path: string, body?: unknown): Promise<SqlAnswer['body']> => {
    const answer = await send(method, databases + path, token, body);
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const self: Databases = {
    urlOf: (name) => `${url}/_db/my-org/${name}/`,
    async create(name) {
      await must('POST', '', { name });
      const { instance } = await must('POST', `/${name}/instances`, { location: 'ord' });
      await must('GET', `/${name}/instances/${instance.name}/wait`);
      return self.mint(name);
    },
    mint: async (name) => (await must('POST', `/${name}/auth/tokens`)).jwt,
    rotate: (name) => must('POST', `/${name}/auth/rotate`),
    destroy: async (name) => (await send('DELETE', `${databases}/${name}`, token)).status,
    names: async () => (await must('GET', '')).databases.map(({ Name }: { Name: string }) => Name),
    ask: (name, target, jwt, body) => send('POST', `/_db/my-org/${name}/${target}`, jwt, body),
    async query(name, jwt, sql) {
      const requests = [{ type: 'execute', stmt: { sql } }, { type: 'close' }];
      const { status, body } = await self.ask(name, 'v2/pipeline', jwt, { requests });
      const [result] = body.results ?? [];
      if (result?.type !== 'ok') throw new Error(`${sql}: ${status} ${JSON.stringify(body)}`);
      return result.response.result.rows.map((row: { value?: string | number }[]) =>
        row.map(({ value = null }) => value),
      );
    },
  };
  return self;
}
