/**
 * The migrations, oldest first. Never change a released migration; add a new one. The file's `user_version` is the
 * number of migrations applied.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE users (
    username TEXT PRIMARY KEY
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE organizations (
    slug TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('personal', 'team')),
    position INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE members (
    organization TEXT NOT NULL REFERENCES organizations (slug) ON DELETE CASCADE,
    username TEXT NOT NULL REFERENCES users (username) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
    position INTEGER NOT NULL,
    PRIMARY KEY (organization, username)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE databases (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    organization TEXT NOT NULL REFERENCES organizations (slug) ON DELETE CASCADE,
    name TEXT NOT NULL,
    signing_key BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (organization, name)
  ) STRICT;

  CREATE TABLE instances (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    database TEXT NOT NULL REFERENCES databases (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('primary', 'replica')),
    region TEXT NOT NULL,
    hostname_prefix TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('provisioning', 'ready', 'failed', 'destroyed')),
    storage_bytes INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    destroyed_at INTEGER
  ) STRICT;
  CREATE UNIQUE INDEX live_instances ON instances (database, name) WHERE destroyed_at IS NULL;
  CREATE INDEX instances_of_database ON instances (database, destroyed_at);

  CREATE TABLE usage (
    instance TEXT NOT NULL REFERENCES instances (uuid) ON DELETE CASCADE,
    month TEXT NOT NULL,
    rows_read INTEGER NOT NULL,
    rows_written INTEGER NOT NULL,
    PRIMARY KEY (instance, month)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE api_tokens (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    username TEXT NOT NULL REFERENCES users (username) ON DELETE CASCADE,
    name TEXT NOT NULL,
    hash TEXT UNIQUE,
    created_at INTEGER NOT NULL,
    UNIQUE (username, name)
  ) STRICT;

  CREATE TABLE lambda_instances (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    failure_message TEXT NOT NULL,
    details TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    held INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX held_lambda_instances ON lambda_instances (id) WHERE held = 1 AND status NOT IN ('DESTROYED', 'FAILED');

  CREATE TABLE user_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    content BLOB NOT NULL
  ) STRICT;

  CREATE TABLE transitions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    resource TEXT NOT NULL,
    label TEXT NOT NULL,
    from_status TEXT NOT NULL,
    to_status TEXT NOT NULL,
    failure_message TEXT NOT NULL,
    due_at INTEGER
  ) STRICT;
  CREATE INDEX transitions_of_resource ON transitions (resource);
  CREATE INDEX due_transitions ON transitions (due_at);
  `,
  // The rows of SQL of each database are a content beside the store.
  `
  ALTER TABLE databases ADD COLUMN content TEXT NOT NULL DEFAULT '';
  ALTER TABLE databases ADD COLUMN content_sql TEXT;
  UPDATE databases SET content = lower(hex(randomblob(16)));
  CREATE UNIQUE INDEX contents ON databases (content);
  `,
];
