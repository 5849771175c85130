/** How a pragma may be used: `read` ones also by read-only streams, `plain` ones without an argument only. */
export type PragmaRule = 'read' | 'readPlain' | 'any' | 'plain';

/**
 * The pragmas that the service knows; every other is refused.
 *
 * https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-server/src/query_analysis.rs
 */
export const pragmaRules: ReadonlyMap<string, PragmaRule> = new Map<string, PragmaRule>([
  ...pragmasOf(
    'read',
    'compile_options database_list encoding function_list index_info index_list index_xinfo module_list pragma_list',
    'table_info table_list table_xinfo',
  ),
  ...pragmasOf('readPlain', 'schema_version'),
  ...pragmasOf(
    'any',
    'collation_list data_version defer_foreign_keys foreign_key_check foreign_key_list foreign_keys freelist_count',
    'integrity_check legacy_file_format page_count quick_check stats user_version',
  ),
  ...pragmasOf(
    'plain',
    'analysis_limit application_id auto_vacuum automatic_index busy_timeout cache_size cache_spill cell_size_check',
    'checkpoint_fullfsync fullfsync hard_heap_limit journal_mode journal_size_limit legacy_alter_table locking_mode',
    'max_page_count mmap_size page_size query_only read_uncommitted recursive_triggers reverse_unordered_selects',
    'secure_delete soft_heap_limit synchronous temp_store threads trusted_schema wal_autocheckpoint',
  ),
]);

function pragmasOf(rule: PragmaRule, ...names: string[]): [string, PragmaRule][] {
  return names.flatMap((line) => line.split(' ').map((name): [string, PragmaRule] => [name, rule]));
}
