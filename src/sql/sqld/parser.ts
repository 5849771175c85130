import { parseError } from '../local/errors.ts';
import { parseText, type ParsedText, type Statement } from '../local/parse.ts';
import { forbiddenName } from './forbidden-names.ts';
import { withoutLibsqlSyntax } from './libsql-syntax.ts';

/** Longer texts are not kept. */
const longestKept = 10_000;
const mostKept = 1_000;

/** Parses texts and holds them to the policy before the server sees them, and keeps what it parsed. */
export function createSqldParser(): (sql: string) => ParsedText {
  const known = new Map<string, ParsedText>();
  return (sql) => {
    const kept = known.get(sql);
    if (kept) return kept;
    const parsed = parseForServer(sql);
    if (sql.length > longestKept) return parsed;
    if (known.size >= mostKept) known.delete(known.keys().next().value!);
    known.set(sql, parsed);
    return parsed;
  };
}

/** Splits a text into statements of libSQL, or says why it is refused. */
export function parseForServer(sql: string): ParsedText {
  const name = forbiddenName(sql);
  if (name !== undefined) return { error: parseError(`unsupported statement: ${name} is not allowed`) };
  const parsed = parseText(sql);
  if (!parsed.error) return parsed;
  const plain = withoutLibsqlSyntax(sql);
  const classified = plain === undefined ? parsed : parseText(plain);
  return classified.error ? parsed : { statements: withOwnText(classified.statements, sql) };
}

/** The statements of a text stand one behind the other, so each has its own text at the same place. */
function withOwnText(statements: readonly Statement[], sql: string): readonly Statement[] {
  let start = 0;
  return statements.map((statement) => {
    const own = sql.slice(start, start + statement.sql.length);
    start += own.length;
    return { ...statement, sql: own };
  });
}
