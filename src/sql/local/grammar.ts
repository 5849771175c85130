/**
 * The parser, which is made from SQLite's own grammar. Only this file names the package, so that the build can put the
 * package's code in its place.
 */
export { parse, parseStmt, tokenize, tokenName } from 'sqlite3-parser';
export type { ParseDiagnostic, PragmaStmt, QualifiedName, Stmt, Token } from 'sqlite3-parser';
