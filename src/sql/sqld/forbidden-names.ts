import { tokenize, tokenName } from '../local/grammar.ts';

/**
 * Functions and tables of the server that lead out of a database: to files, to SQL that no policy sees, or to its pages.
 * The server runs them for whoever may write; SQLite itself has none of them switched on.
 */
const functions = [
  'readfile',
  'writefile',
  'lsmode',
  'fts3_tokenizer',
  'sha3_query',
  'sqlite_crypt',
  'sqlite_log',
  'sqlite3mc_codec_data',
  'sqlite3mc_config',
] as const;
const tables = ['fsdir', 'sqlite_dbpage', 'sqlite_stmt', 'sqlite3mc_config_table'] as const;

const forbiddenTables: ReadonlySet<string> = new Set(tables);
const forbidden: ReadonlySet<string> = new Set([...functions, ...tables]);
const pattern = new RegExp([...forbidden].join('|'), 'i');

/**
 * Finds a forbidden name in a statement. A name in quotes counts, since SQLite takes it as well.
 *
 * @returns the name; undefined if there is none
 */
export function forbiddenName(sql: string): string | undefined {
  // Most statements hold none, and need no tokens.
  if (!pattern.test(sql)) return undefined;
  for (const { type, text } of tokenize(sql)) {
    const kind = tokenName(type);
    const name = text.replaceAll(/^["'`[]|["'`\]]$/g, '').toLowerCase();
    // SQLite takes a text in single quotes for the name of a table, but never for that of a function.
    if (kind === 'STRING' ? forbiddenTables.has(name) : forbidden.has(name)) return name;
  }
  return undefined;
}
