import { createMockplane, type InProcessOptions } from 'mockplane';
import { rowsOptions } from '../../sql/sqld/rows.ts';

/** The two editions of the Turso API, for tests of what both do to SQL. */
export const editions = ['2023', '2026'] as const;

/** A Mockplane whose databases are ready at once, and calls of one edition in plain JSON. */
export function openEdition(edition: (typeof editions)[number], options: InProcessOptions = {}) {
  const mockplane = createMockplane({
    edition,
    transitions: 'immediate',
    clock: { now: '2026-09-15T12:00:00Z', running: false },
    ...rowsOptions(),
    ...options,
  });
  const databases = '/v1/organizations/my-org/databases';

  const send = async (method: string, target: string, body?: unknown, token: string = mockplane.token) => {
    const response = await mockplane.fetch(target, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body !== undefined && {
        body: body instanceof FormData || body instanceof Blob ? body : JSON.stringify(body),
      }),
    });
    const text = await response.text();
    let reply: unknown = text;
    try {
      reply = JSON.parse(text);
    } catch {
      // An empty response, or a dump.
    }
    return { status: response.status, body: reply as Record<string, never> };
  };
  const mint = async (name: string, query = ''): Promise<string> =>
    (await send('POST', `${databases}/${name}/auth/tokens${query}`)).body['jwt']!;

  return {
    mockplane,
    databases,
    send,
    mint,
    /** Creates a database of a group. @returns the response */
    create: (name: string, body: object = {}) => send('POST', databases, { name, group: 'default', ...body }),
    /** Uploads a dump. @returns its URL */
    async dump(sql: string, to = `${databases}/dumps`): Promise<string> {
      return (await send('POST', to, formOf(sql))).body['dump_url']!;
    },
    /** Runs one statement. @returns its rows, or its error */
    query: async (name: string, sql: string, token?: string): Promise<unknown> => {
      const url = `/_db/my-org/${name}/v2/pipeline`;
      const request = { requests: [{ type: 'execute', stmt: { sql } }, { type: 'close' }] };
      const { status, body } = await send('POST', url, request, token ?? (await mint(name)));
      if (status !== 200) return { status, ...body };
      const [result] = body['results'] as unknown as [
        { error?: unknown; response?: { result: { rows: { value?: unknown }[][] } } },
      ];
      return result.error ?? result.response!.result.rows.map((row) => row.map(({ value = null }) => value));
    },
    /** Moves the clock. */
    advance: (by: string): void => mockplane.clock.advance(by),
    now: (): string => new Date(mockplane.clock.now()).toISOString(),
  };
}

/** A form with a file of SQL. */
export function formOf(sql: string): FormData {
  const form = new FormData();
  form.append('file', new Blob([sql]), 'dump.sql');
  return form;
}
