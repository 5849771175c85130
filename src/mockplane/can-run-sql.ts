/** The first Node whose SQLite can be held within limits; the authorizer came with 24.10, `defensive` with 24.13. */
const first = [24, 15] as const;

/** Whether this Node can run the SQL of callers. */
export function canRunSql(version: string = process.versions.node): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > first[0] || (major === first[0] && minor >= first[1]);
}
