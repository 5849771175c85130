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
  // The state that the editions of the Turso API share. SQLite cannot change a constraint, so two tables are made anew.
  `
  ALTER TABLE users ADD COLUMN email TEXT NOT NULL DEFAULT '';
  ALTER TABLE users ADD COLUMN name TEXT NOT NULL DEFAULT '';
  ALTER TABLE users ADD COLUMN avatar_url TEXT NOT NULL DEFAULT '';
  ALTER TABLE users ADD COLUMN mfa INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE users ADD COLUMN sessions_valid_from INTEGER;
  UPDATE users SET email = username || '@example.com', name = username;

  ALTER TABLE organizations ADD COLUMN id TEXT NOT NULL DEFAULT '';
  ALTER TABLE organizations ADD COLUMN plan TEXT NOT NULL DEFAULT 'starter';
  ALTER TABLE organizations ADD COLUMN timeline TEXT NOT NULL DEFAULT '';
  ALTER TABLE organizations ADD COLUMN overages INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE organizations ADD COLUMN require_mfa INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE organizations ADD COLUMN blocked_reads INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE organizations ADD COLUMN blocked_writes INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE organizations ADD COLUMN platform TEXT NOT NULL DEFAULT '';
  ALTER TABLE organizations ADD COLUMN restore_enabled INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE organizations ADD COLUMN billing TEXT NOT NULL DEFAULT '{}';
  UPDATE organizations SET id = lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' ||
    substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)));
  CREATE UNIQUE INDEX organization_ids ON organizations (id);

  CREATE TABLE new_members (
    organization TEXT NOT NULL REFERENCES organizations (slug) ON DELETE CASCADE,
    username TEXT NOT NULL REFERENCES users (username) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'viewer')),
    position INTEGER NOT NULL,
    joined_at INTEGER,
    PRIMARY KEY (organization, username)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO new_members (organization, username, role, position)
    SELECT organization, username, role, position FROM members;
  DROP TABLE members;
  ALTER TABLE new_members RENAME TO members;

  CREATE TABLE invites (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organization TEXT NOT NULL REFERENCES organizations (slug) ON DELETE CASCADE,
    email TEXT NOT NULL,
    username TEXT,
    role TEXT NOT NULL CHECK (role IN ('admin', 'member', 'viewer')),
    token TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (organization, email)
  ) STRICT;

  CREATE TABLE groups (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    organization TEXT NOT NULL REFERENCES organizations (slug) ON DELETE CASCADE,
    name TEXT NOT NULL,
    platform TEXT NOT NULL CHECK (platform IN ('aws', 'fly')),
    version TEXT NOT NULL,
    extensions TEXT NOT NULL,
    delete_protection INTEGER NOT NULL,
    signing_key BLOB NOT NULL,
    migration_status TEXT NOT NULL CHECK (migration_status IN ('none', 'pending', 'finished', 'aborted')),
    migration_comment TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    archived_at INTEGER,
    deleted_at INTEGER
  ) STRICT;
  CREATE UNIQUE INDEX live_groups ON groups (organization, name) WHERE deleted_at IS NULL;

  CREATE TABLE group_locations (
    instance_uuid TEXT PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    position INTEGER NOT NULL,
    hostname_prefix TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('provisioning', 'ready', 'failed')),
    created_at INTEGER NOT NULL,
    UNIQUE (group_id, code),
    UNIQUE (group_id, position)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE new_databases (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    organization TEXT NOT NULL REFERENCES organizations (slug) ON DELETE CASCADE,
    name TEXT NOT NULL,
    signing_key BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    content TEXT NOT NULL DEFAULT '',
    content_sql TEXT,
    group_id TEXT REFERENCES groups (id) ON DELETE CASCADE,
    parent_id TEXT,
    parent_name TEXT,
    branched_at INTEGER,
    engine TEXT NOT NULL DEFAULT 'libsql' CHECK (engine IN ('libsql', 'tursodb')),
    is_schema INTEGER NOT NULL DEFAULT 0,
    schema_id TEXT,
    size_limit TEXT,
    allow_attach INTEGER NOT NULL DEFAULT 0,
    block_reads INTEGER NOT NULL DEFAULT 0,
    block_writes INTEGER NOT NULL DEFAULT 0,
    delete_protection INTEGER NOT NULL DEFAULT 0,
    allowed_ips TEXT NOT NULL DEFAULT '[]',
    allowed_vpcs TEXT NOT NULL DEFAULT '[]',
    encryption_cipher TEXT,
    state TEXT NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'draft')),
    archived_at INTEGER,
    deleted_at INTEGER,
    group_deleted_at INTEGER
  ) STRICT;
  INSERT INTO new_databases (position, id, organization, name, signing_key, created_at, content, content_sql)
    SELECT position, id, organization, name, signing_key, created_at, content, content_sql FROM databases;
  -- The highest position that was ever given is kept, so that none is given twice.
  INSERT OR REPLACE INTO sqlite_sequence (rowid, name, seq)
    SELECT (SELECT rowid FROM sqlite_sequence WHERE name = 'new_databases'), 'new_databases', seq
    FROM sqlite_sequence WHERE name = 'databases';
  DROP TABLE databases;
  ALTER TABLE new_databases RENAME TO databases;
  CREATE UNIQUE INDEX contents ON databases (content);
  CREATE UNIQUE INDEX live_databases ON databases (organization, name) WHERE deleted_at IS NULL;
  CREATE INDEX databases_of_group ON databases (group_id) WHERE group_id IS NOT NULL;
  CREATE INDEX databases_of_parent ON databases (parent_id) WHERE parent_id IS NOT NULL;
  CREATE INDEX deleted_databases ON databases (deleted_at) WHERE deleted_at IS NOT NULL;

  CREATE TABLE new_usage (
    database TEXT NOT NULL REFERENCES databases (id) ON DELETE CASCADE,
    instance TEXT NOT NULL,
    hour INTEGER NOT NULL,
    rows_read INTEGER NOT NULL,
    rows_written INTEGER NOT NULL,
    bytes_synced INTEGER NOT NULL,
    storage_bytes INTEGER,
    PRIMARY KEY (database, instance, hour)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO new_usage (database, instance, hour, rows_read, rows_written, bytes_synced)
    SELECT instances.database, instance, unixepoch(month || '-01') * 1000, rows_read, rows_written, 0
    FROM usage JOIN instances ON instances.uuid = usage.instance;
  DROP TABLE usage;
  ALTER TABLE new_usage RENAME TO usage;

  CREATE VIEW database_instances AS
    SELECT uuid, database, name, type, region, hostname_prefix, status, storage_bytes, created_at, destroyed_at,
      instances.position AS position
    FROM instances
    UNION ALL
    SELECT instance_uuid, databases.id, code, CASE group_locations.position WHEN 0 THEN 'primary' ELSE 'replica' END,
      code, hostname_prefix, status,
      coalesce((SELECT storage_bytes FROM usage WHERE usage.database = databases.id AND instance = instance_uuid
        AND storage_bytes IS NOT NULL ORDER BY hour DESC LIMIT 1), 0),
      max(databases.created_at, group_locations.created_at), NULL, group_locations.position
    FROM databases JOIN group_locations ON group_locations.group_id = databases.group_id;

  ALTER TABLE api_tokens ADD COLUMN organization TEXT REFERENCES organizations (slug) ON DELETE CASCADE;
  ALTER TABLE api_tokens ADD COLUMN group_id TEXT REFERENCES groups (id) ON DELETE CASCADE;
  ALTER TABLE api_tokens ADD COLUMN scopes TEXT;
  CREATE INDEX api_tokens_of_organization ON api_tokens (organization) WHERE organization IS NOT NULL;

  CREATE TABLE audit_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organization TEXT NOT NULL REFERENCES organizations (slug) ON DELETE CASCADE,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    origin TEXT NOT NULL,
    author TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_log_of_organization ON audit_log (organization, id);

  CREATE TABLE invoices (
    organization TEXT NOT NULL REFERENCES organizations (slug) ON DELETE CASCADE,
    number TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('upcoming', 'issued')),
    data TEXT NOT NULL,
    PRIMARY KEY (organization, number)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE jwks (
    organization TEXT NOT NULL REFERENCES organizations (slug) ON DELETE CASCADE,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    region TEXT NOT NULL,
    PRIMARY KEY (organization, name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE top_queries (
    database TEXT NOT NULL REFERENCES databases (id) ON DELETE CASCADE,
    query TEXT NOT NULL,
    at INTEGER NOT NULL,
    rows_read INTEGER NOT NULL,
    rows_written INTEGER NOT NULL,
    PRIMARY KEY (database, query, at)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE dumps (
    id TEXT PRIMARY KEY,
    organization TEXT NOT NULL REFERENCES organizations (slug) ON DELETE CASCADE,
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE instances ADD COLUMN failure_message TEXT NOT NULL DEFAULT '';
  ALTER TABLE group_locations ADD COLUMN failure_message TEXT NOT NULL DEFAULT '';

  DROP VIEW database_instances;
  CREATE VIEW database_instances AS
    SELECT uuid, database, name, type, region, hostname_prefix, status, failure_message, storage_bytes, created_at,
      destroyed_at, instances.position AS position
    FROM instances
    UNION ALL
    SELECT instance_uuid, databases.id, code, CASE group_locations.position WHEN 0 THEN 'primary' ELSE 'replica' END,
      code, hostname_prefix, status, failure_message,
      coalesce((SELECT storage_bytes FROM usage WHERE usage.database = databases.id AND instance = instance_uuid
        AND storage_bytes IS NOT NULL ORDER BY hour DESC LIMIT 1), 0),
      max(databases.created_at, group_locations.created_at), NULL, group_locations.position
    FROM databases JOIN group_locations ON group_locations.group_id = databases.group_id;
  `,
  `
  CREATE TABLE collection_rows (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    collection TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL CHECK (json_valid(value)),
    UNIQUE (collection, key)
  ) STRICT;
  `,
];
