import type { components } from '../../../contract/generated/hrana.ts';
import { fetchToken } from './server-token.ts';
import { isRecord } from './is-record.ts';

type Schemas = components['schemas'];

/** A value in a row, as the SQL server sends it. */
export type SqlValue = Schemas['Value'];

/** Names a database. */
export interface DatabaseName {
  readonly organization: string;
  readonly name: string;
}

/** The outcome of one statement. */
export interface StatementOutcome {
  readonly sql: string;
  /** Undefined for a statement that failed, or that an earlier failure left out. */
  readonly result?: Schemas['StatementResult'] | undefined;
  readonly error?: { readonly code: string; readonly message: string } | undefined;
}

/** Runs SQL as a client of the database does: with its URL and a token of its own. */
export interface SqlClient {
  /** Mints a token with full access through the Turso Platform API. */
  mint(database: DatabaseName): Promise<string>;
  /**
   * Runs statements one after the other on one connection; those after a failure are left out.
   *
   * @throws SqlRequestError when the server refuses the request as a whole
   */
  run(database: DatabaseName, statements: readonly string[]): Promise<StatementOutcome[]>;
}

/** The server refused a request as a whole: the token, the database or the protocol is the reason. */
export class SqlRequestError extends Error {
  override readonly name = 'SqlRequestError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The URL of a database, which ends with a slash, as clients resolve their paths against it. */
export function sqlUrl({ organization, name }: DatabaseName, page: string = location.href): string {
  return new URL(`../_db/${encodeURIComponent(organization)}/${encodeURIComponent(name)}/`, page).href;
}

/** Formats the variables that the vendor's guides name. */
export function envFile(url: string, token: string): string {
  return `TURSO_DATABASE_URL=${url}\nTURSO_AUTH_TOKEN=${token}\n`;
}

/** Creates a client for the databases of a sandbox. It mints a token for each database once, and again after a 401. */
export function createSqlClient(sandbox: string): SqlClient {
  const tokens = new Map<string, Promise<string>>();

  const mint = async ({ organization, name }: DatabaseName): Promise<string> => {
    const path = [organization, 'databases', name].map(encodeURIComponent).join('/');
    const response = await fetch(`../v1/organizations/${path}/auth/tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await fetchToken(sandbox)}` },
    });
    if (!response.ok) throw await refusal(response);
    return ((await response.json()) as { jwt: string }).jwt;
  };
  const tokenOf = (database: DatabaseName): Promise<string> => {
    const key = `${database.organization}/${database.name}`;
    const known = tokens.get(key) ?? mint(database);
    tokens.set(key, known);
    known.catch(() => tokens.delete(key));
    return known;
  };
  const send = async (database: DatabaseName, body: Schemas['PipelineRequest']): Promise<Response> =>
    fetch(`${sqlUrl(database)}v2/pipeline`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenOf(database)}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  return {
    mint,
    async run(database, statements) {
      const steps = statements.map((sql, index) => ({
        stmt: { sql },
        ...(index > 0 && { condition: { type: 'ok' as const, step: index - 1 } }),
      }));
      const body: Schemas['PipelineRequest'] = { requests: [{ type: 'batch', batch: { steps } }, { type: 'close' }] };
      let response = await send(database, body);
      if (response.status === 401) {
        // The tokens of the database were rotated, or the state was replaced.
        tokens.delete(`${database.organization}/${database.name}`);
        response = await send(database, body);
      }
      if (!response.ok) throw await refusal(response);
      return outcomesOf(statements, (await response.json()) as Schemas['PipelineResponse']);
    },
  };
}

function outcomesOf(statements: readonly string[], { results }: Schemas['PipelineResponse']): StatementOutcome[] {
  const [batch] = results;
  if (batch?.type === 'error') throw new SqlRequestError(200, batch.error.code, batch.error.message);
  if (batch?.type !== 'ok' || batch.response.type !== 'batch') throw new Error('The server sent no result of a batch.');
  const { step_results: stepResults, step_errors: stepErrors } = batch.response.result;
  return statements.map((sql, index) => {
    const error = stepErrors[index];
    return {
      sql,
      result: stepResults[index] ?? undefined,
      error: error ? { code: error.code, message: error.message } : undefined,
    };
  });
}

/** A refusal is a text, `{"error": …}`, or `{"message": …, "code": …}`. */
async function refusal(response: Response): Promise<SqlRequestError> {
  const text = await response.text();
  const code = `HTTP ${response.status}`;
  try {
    const body: unknown = JSON.parse(text);
    if (isRecord(body)) {
      const { error, message = error, code: told = code } = body;
      return new SqlRequestError(response.status, String(told), String(message));
    }
  } catch {
    // The body is plain text.
  }
  return new SqlRequestError(response.status, code, text === '' ? 'The server gave no reason.' : text);
}
