import { constants } from 'node:sqlite';
import type { TableAction, TableRule } from '../engine.ts';
import { pragmaRules } from './pragmas.ts';

const {
  SQLITE_ALTER_TABLE,
  SQLITE_ATTACH,
  SQLITE_CREATE_INDEX,
  SQLITE_CREATE_TABLE,
  SQLITE_CREATE_TEMP_INDEX,
  SQLITE_CREATE_TEMP_TABLE,
  SQLITE_CREATE_TEMP_TRIGGER,
  SQLITE_CREATE_TEMP_VIEW,
  SQLITE_CREATE_TRIGGER,
  SQLITE_CREATE_VIEW,
  SQLITE_CREATE_VTABLE,
  SQLITE_DELETE,
  SQLITE_DENY,
  SQLITE_DETACH,
  SQLITE_DROP_INDEX,
  SQLITE_DROP_TABLE,
  SQLITE_DROP_TRIGGER,
  SQLITE_DROP_VIEW,
  SQLITE_DROP_VTABLE,
  SQLITE_FUNCTION,
  SQLITE_INSERT,
  SQLITE_OK,
  SQLITE_PRAGMA,
  SQLITE_READ,
  SQLITE_UPDATE,
} = constants;

type Callback = (
  action: number,
  first: string | null,
  second: string | null,
  database: string | null,
  inner: string | null,
) => number;

/** Denied to everyone, whatever the parser let through. */
const denied: ReadonlySet<number> = new Set([
  SQLITE_ATTACH,
  SQLITE_DETACH,
  SQLITE_CREATE_TEMP_INDEX,
  SQLITE_CREATE_TEMP_TABLE,
  SQLITE_CREATE_TEMP_TRIGGER,
  SQLITE_CREATE_TEMP_VIEW,
]);

const deniedFunctions: ReadonlySet<string> = new Set(['fts3_tokenizer', 'writefile', 'readfile', 'edit']);

/** SQLite's callback for a connection, and what may be said to it while it prepares. */
export interface Authorizer {
  readonly callback: Callback;
  /** Runs statements of our own, which may do everything. */
  trusted<T>(run: () => T): T;
  /** A DROP deletes the rows of its table too: that is one right, not two. */
  setDropping(isDrop: boolean): void;
}

/** @param rules what the stream may do to which table; undefined allows everything that is not denied to all */
export function createAuthorizer(rules: readonly TableRule[] | undefined): Authorizer {
  let isTrusted = false;
  let isDropping = false;
  const allows = rules && createRights(rules);

  return {
    callback(action, first, second, _database, inner) {
      if (isTrusted) return SQLITE_OK;
      if (denied.has(action)) return SQLITE_DENY;
      if (action === SQLITE_PRAGMA) return allowsPragma(first, second) ? SQLITE_OK : SQLITE_DENY;
      if (action === SQLITE_FUNCTION) return deniedFunctions.has(second!.toLowerCase()) ? SQLITE_DENY : SQLITE_OK;
      // A trigger or view acts with the rights of whoever made it; the rights on the view itself are asked for, too.
      if (!allows || inner !== null || (action === SQLITE_DELETE && isDropping)) return SQLITE_OK;
      const asked = actionOf(action, first, second);
      return !asked || allows(asked[0], asked[1]) ? SQLITE_OK : SQLITE_DENY;
    },
    trusted(run) {
      const before = isTrusted;
      isTrusted = true;
      try {
        return run();
      } finally {
        isTrusted = before;
      }
    },
    setDropping: (isDrop) => void (isDropping = isDrop),
  };
}

function allowsPragma(name: string | null, argument: string | null): boolean {
  const rule = pragmaRules.get(name!.toLowerCase());
  return rule === 'read' || rule === 'any' || (rule !== undefined && argument === null);
}

/** What an action of SQLite's asks of which table. */
function actionOf(action: number, first: string | null, second: string | null): [TableAction, string] | undefined {
  const name = first ?? '';
  if (isSchemaTable(name)) return undefined;
  switch (action) {
    case SQLITE_READ:
      return ['data_read', name];
    case SQLITE_INSERT:
      return ['data_add', name];
    case SQLITE_UPDATE:
      return ['data_update', name];
    case SQLITE_DELETE:
      return ['data_delete', name];
    case SQLITE_CREATE_TABLE:
    case SQLITE_CREATE_VIEW:
    case SQLITE_CREATE_VTABLE:
      return ['schema_add', name];
    case SQLITE_CREATE_INDEX:
    case SQLITE_CREATE_TRIGGER:
      return ['schema_add', second ?? name];
    case SQLITE_ALTER_TABLE:
      // Here the first name is that of the database.
      return ['schema_update', second ?? name];
    case SQLITE_DROP_TABLE:
    case SQLITE_DROP_VIEW:
    case SQLITE_DROP_VTABLE:
      return ['schema_delete', name];
    case SQLITE_DROP_INDEX:
    case SQLITE_DROP_TRIGGER:
      return ['schema_delete', second ?? name];
    default:
      return undefined;
  }
}

/** A change of the schema is also a write to SQLite's own tables, which statements of a caller cannot touch themselves. */
function isSchemaTable(name: string): boolean {
  return name.toLowerCase().startsWith('sqlite_');
}

/** The shadow tables of a virtual table have its name in front: `docs` has `docs_content` and others. */
const shadow = /_(?:config|content|data|docsize|idx|stat|segdir|segments|node|parent|rowid)$/;

function createRights(rules: readonly TableRule[]): (action: TableAction, table: string) => boolean {
  const everywhere = new Set(rules.flatMap(({ tables, actions }) => (tables === null ? actions : [])));
  const byTable = new Map<string, Set<TableAction>>();
  for (const { tables, actions } of rules) {
    for (const table of tables ?? []) {
      const key = table.toLowerCase();
      byTable.set(key, new Set([...(byTable.get(key) ?? []), ...actions]));
    }
  }
  const allows = (action: TableAction, table: string): boolean => byTable.get(table)?.has(action) ?? false;
  return (action, table) => {
    const key = table.toLowerCase();
    return (
      everywhere.has(action) || allows(action, key) || (shadow.test(key) && allows(action, key.replace(shadow, '')))
    );
  };
}
