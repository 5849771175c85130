/** The parts of the manifest that only a clone needs. */
const cloneOnly = new Set([
  'workspaces',
  'scripts',
  'devDependencies',
  'allowScripts',
  'scarfSettings',
  'prettier',
  'knip',
]);

/** The condition under which a clone loads its sources. */
const sourceCondition = '@mockplane/source';

/** Returns the manifest of the package: that of the clone without what only a clone needs. */
export function packedManifest(manifest: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = Object.fromEntries(Object.entries(manifest).filter(([name]) => !cloneOnly.has(name)));
  const exports = Object.entries(manifest['exports'] as Record<string, string | Record<string, string>>);
  return { ...kept, exports: Object.fromEntries(exports.map(([path, target]) => [path, withoutSource(target)])) };
}

function withoutSource(target: string | Record<string, string>): string | Record<string, string> {
  if (typeof target === 'string') return target;
  return Object.fromEntries(Object.entries(target).filter(([condition]) => condition !== sourceCondition));
}
