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

/**
 * The request that describes a statement. The policy does not apply to it, except for pragmas: SQLite carries some of them
 * out while it prepares them.
 */
export function describeRequest(
  sql: string,
):
  | { readonly request: StreamRequest; readonly error?: undefined }
  | { readonly request?: undefined; readonly error: SqlError } {
  const parsed = parseStmt(sql, { allowTrailing: true });
  const pragma = parsed.status === 'ok' && /pragma/i.test(sql) && ['PragmaStmt', 'ExplainStmt'].includes(parsed.root.type);
  const isSetting = pragma && (!traitsOf(parsed.root) || traitsOf(parsed.root)!.setsPragma);
  if (isSetting || forbiddenName(sql) !== undefined) return { error: parseError(`unsupported statement: ${sql}`) };
  return { request: { type: 'describe', sql } };
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
