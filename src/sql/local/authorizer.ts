import type { TableAction, TableRule } from '../engine.ts';
import { pragmaRules } from './pragmas.ts';

/** The actions that SQLite asks an authorizer about. https://sqlite.org/c3ref/c_alter_table.html */
const actionCodes = {
  createIndex: 1,
  createTable: 2,
  createTempIndex: 3,
  createTempTable: 4,
  createTempTrigger: 5,
  createTempView: 6,
  createTrigger: 7,
  createView: 8,
  delete: 9,
  dropIndex: 10,
  dropTable: 11,
  dropTrigger: 16,
  dropView: 17,
  insert: 18,
  pragma: 19,
  read: 20,
  update: 23,
  attach: 24,
  detach: 25,
  alterTable: 26,
  createVtable: 29,
  dropVtable: 30,
  function: 31,
} as const;

const allow = 0;
const deny = 1;

type Callback = (
  action: number,
  first: string | null,
  second: string | null,
  database: string | null,
  inner: string | null,
) => number;

/** Actions that are denied to every stream, even if the policy lets them through. */
const denied: ReadonlySet<number> = new Set([
  actionCodes.attach,
  actionCodes.detach,
  actionCodes.createTempIndex,
  actionCodes.createTempTable,
  actionCodes.createTempTrigger,
  actionCodes.createTempView,
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
      if (isTrusted) return allow;
      if (denied.has(action)) return deny;
      if (action === actionCodes.pragma) return allowsPragma(first, second) ? allow : deny;
      if (action === actionCodes.function) return deniedFunctions.has(second!.toLowerCase()) ? deny : allow;
      // A trigger or view acts with the rights of its author. Reading a view also needs the right to read that view.
      if (!allows || inner !== null || (action === actionCodes.delete && isDropping)) return allow;
      const asked = actionOf(action, first, second);
      return !asked || allows(asked[0], asked[1]) ? allow : deny;
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

/** Finds the right that an action of SQLite needs, and the table that it needs it on. */
function actionOf(action: number, first: string | null, second: string | null): [TableAction, string] | undefined {
  const name = first ?? '';
  if (isSchemaTable(name)) return undefined;
  switch (action) {
    case actionCodes.read:
      return ['data_read', name];
    case actionCodes.insert:
      return ['data_add', name];
    case actionCodes.update:
      return ['data_update', name];
    case actionCodes.delete:
      return ['data_delete', name];
    case actionCodes.createTable:
    case actionCodes.createView:
    case actionCodes.createVtable:
      return ['schema_add', name];
    case actionCodes.createIndex:
    case actionCodes.createTrigger:
      return ['schema_add', second ?? name];
    case actionCodes.alterTable:
      // Here the first name is that of the database.
      return ['schema_update', second ?? name];
    case actionCodes.dropTable:
    case actionCodes.dropView:
    case actionCodes.dropVtable:
      return ['schema_delete', name];
    case actionCodes.dropIndex:
    case actionCodes.dropTrigger:
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
