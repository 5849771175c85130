import type { PragmaStmt, QualifiedName, Stmt } from './grammar.ts';
import { pragmaRules } from './pragmas.ts';

/** The class of a statement for rights, quotas and transactions. */
export type Kind = 'read' | 'write' | 'schema' | 'begin' | 'end' | 'savepoint' | 'release';

/** Properties of a statement that follow from its text alone. */
export interface Traits {
  readonly kind: Kind;
  /** It takes SQLite's lock for writing. */
  readonly locks: boolean;
  /** INSERT, UPDATE or DELETE: its changes are counted. */
  readonly changesRows: boolean;
  readonly isInsert: boolean;
  /** The table of an INSERT, UPDATE or DELETE. */
  readonly target: string | undefined;
  /** An INSERT that may change a row rather than add one. */
  readonly isUpsert: boolean;
  readonly isExplain: boolean;
  /** `sqlite3_stmt_readonly` of it. */
  readonly isReadonly: boolean;
  /** Such a statement may be prepared once and run often. */
  readonly isReusable: boolean;
  /** It may set a pragma on the connection. */
  readonly setsPragma: boolean;
  /** It removes a table, view, trigger or index. */
  readonly isDrop: boolean;
}

/**
 * Classifies a statement.
 *
 * The list is that of the service, which refuses what leaves traces on a connection (temporary objects), what leads out of
 * the database (ATTACH, VACUUM) and what it keeps to itself (ANALYZE, most pragmas).
 * https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-server/src/query_analysis.rs
 *
 * @returns undefined for a statement that is not supported
 */
export function traitsOf(statement: Stmt): Traits | undefined {
  switch (statement.type) {
    case 'SelectStmt':
      return traits('read', { isReadonly: true, isReusable: true });
    case 'ExplainStmt':
      return explainTraits(statement.stmt);
    case 'InsertStmt':
      return traits('write', {
        locks: true,
        changesRows: true,
        isInsert: true,
        isReusable: true,
        target: statement.tblName.objName.text,
        isUpsert: 'upsert' in statement.body && statement.body.upsert !== undefined,
      });
    case 'UpdateStmt':
    case 'DeleteStmt': {
      const target = statement.tblName.objName.text;
      return traits('write', { locks: true, changesRows: true, isReusable: true, target });
    }
    case 'ReindexStmt':
      return traits('write', { locks: true });
    case 'CreateTableStmt':
    case 'CreateViewStmt':
    case 'CreateTriggerStmt':
    case 'CreateIndexStmt':
    case 'CreateVirtualTableStmt':
      return isTemporary(statement) ? undefined : traits('schema', { locks: true });
    case 'AlterTableStmt':
      return traits('schema', { locks: true });
    case 'DropTableStmt':
    case 'DropViewStmt':
    case 'DropTriggerStmt':
    case 'DropIndexStmt':
      return traits('schema', { locks: true, isDrop: true });
    case 'BeginStmt': {
      const locks = statement.tx === 'Immediate' || statement.tx === 'Exclusive';
      return traits('begin', { locks, isReadonly: !locks, isReusable: true });
    }
    case 'CommitStmt':
      return traits('end', { isReadonly: true, isReusable: true });
    case 'RollbackStmt':
      return traits(statement.savepointName ? 'release' : 'end', { isReadonly: true, isReusable: true });
    case 'SavepointStmt':
      return traits('savepoint', { isReadonly: true, isReusable: true });
    case 'ReleaseStmt':
      return traits('release', { isReadonly: true, isReusable: true });
    case 'PragmaStmt':
      return pragmaTraits(statement);
    default:
      return undefined;
  }
}

const plain: Omit<Traits, 'kind'> = {
  locks: false,
  changesRows: false,
  isInsert: false,
  target: undefined,
  isUpsert: false,
  isExplain: false,
  isReadonly: false,
  isReusable: false,
  setsPragma: false,
  isDrop: false,
};

/** A statement that is described although the policy would refuse to run it. */
export const unsupported: Traits = { kind: 'write', ...plain };

function traits(kind: Kind, own: Partial<Traits>): Traits {
  return { kind, ...plain, ...own };
}

/** Some pragmas take effect while they are prepared, so explaining one is using it. */
function explainTraits(statement: Stmt): Traits | undefined {
  if (statement.type !== 'PragmaStmt') return traits('read', { isReadonly: true, isExplain: true });
  const pragma = pragmaTraits(statement);
  return pragma && { ...pragma, isReadonly: true, isExplain: true };
}

/** Pragmas whose argument is set on the connection or the file, rather than naming what to look at. */
const settings: ReadonlySet<string> = new Set(['defer_foreign_keys', 'foreign_keys', 'encoding', 'user_version']);

function pragmaTraits(statement: PragmaStmt): Traits | undefined {
  const name = statement.name.objName.text.toLowerCase();
  const rule = pragmaRules.get(name);
  const takesArgument = statement.body !== undefined;
  if (!rule || (takesArgument && (rule === 'plain' || rule === 'readPlain'))) return undefined;
  const sets = takesArgument && settings.has(name);
  return traits(rule === 'any' || rule === 'plain' ? 'write' : 'read', {
    locks: sets && name === 'user_version',
    isReadonly: !sets,
    setsPragma: sets,
  });
}

function isTemporary(statement: Stmt & { type: `Create${string}` }): boolean {
  if ('temporary' in statement && statement.temporary) return true;
  const name = nameOf(statement);
  return name.dbName !== undefined && name.dbName.text.toLowerCase() === 'temp';
}

function nameOf(statement: Stmt & { type: `Create${string}` }): QualifiedName {
  switch (statement.type) {
    case 'CreateTableStmt':
    case 'CreateVirtualTableStmt':
      return statement.tblName;
    case 'CreateViewStmt':
      return statement.viewName;
    case 'CreateTriggerStmt':
      return statement.triggerName;
    default:
      return statement.idxName;
  }
}
