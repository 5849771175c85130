import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { root } from '../helpers/folders.ts';
import { benchFolder } from './folder.ts';
import type { Results } from './results.ts';
import { packages } from './subjects/peers.ts';

/** The facts that the figures depend on. */
export function readMachine(): Results['machine'] {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: String(availableParallelism()),
    memory: `${Math.round(totalmem() / 1e9)} GB`,
    system: system(),
    node: process.versions.node,
  };
}

function system(): string {
  try {
    return /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? `${type()} ${release()}`;
  } catch {
    return `${type()} ${release()}`;
  }
}

/** The versions of what is measured. */
export function readVersions(): Results['versions'] {
  const peers = Object.entries(packages).map(([id, name]) => [id, versionIn(join(benchFolder, 'node_modules', name))]);
  return { mockplane: versionIn(root), ...(Object.fromEntries(peers) as Record<string, string>) };
}

export function versionIn(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}
