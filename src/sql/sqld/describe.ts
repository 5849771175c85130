import type { Description, SqlError } from '../engine.ts';
import { parseError } from '../local/errors.ts';
import { parseStmt } from '../local/grammar.ts';
import { traitsOf } from '../local/statement-kind.ts';
import { forbiddenName } from './forbidden-names.ts';
import type { StreamRequest } from './namespace-calls.ts';

interface WireDescription {
  readonly params: readonly { readonly name: string | null }[];
  readonly cols: readonly { readonly name: string | null; readonly decltype: string | null }[];
  readonly is_explain: boolean;
  readonly is_readonly: boolean;
}

/** The request that describes a statement, or why it is not sent. */
export type DescribeRequest =
  | {
      readonly request: StreamRequest;
      /** SQLite carries some pragmas out while it prepares them, so their connection is given up afterwards. */
      readonly isPragma: boolean;
      readonly error?: undefined;
    }
  | { readonly request?: undefined; readonly isPragma?: undefined; readonly error: SqlError };

/** The policy does not apply to the description of a statement, except for pragmas, which may take effect. */
export function describeRequest(sql: string): DescribeRequest {
  const parsed = parseStmt(sql, { allowTrailing: true });
  const isPragma =
    parsed.status === 'ok' && /pragma/i.test(sql) && ['PragmaStmt', 'ExplainStmt'].includes(parsed.root.type);
  if ((isPragma && !traitsOf(parsed.root)) || forbiddenName(sql) !== undefined) {
    return { error: parseError(`unsupported statement: ${sql}`) };
  }
  return { request: { type: 'describe', sql }, isPragma };
}

/** @param result of the server's reply to a `describe` */
export function toDescription(result: unknown): Description {
  const { params, cols, is_explain: isExplain, is_readonly: isReadonly } = result as WireDescription;
  return {
    parameters: params.map(({ name }) => ({ name: name ?? undefined })),
    columns: cols.map(({ name, decltype }) => ({ name: name ?? '', decltype: decltype ?? undefined })),
    isExplain,
    isReadonly,
  };
}
