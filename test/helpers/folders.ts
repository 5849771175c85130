import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A copy of parts of the project, with its packages, to be spoilt. It is gone when it goes out of scope. */
export function copyOfProject(...parts: string[]): { readonly folder: string; [Symbol.dispose](): void } {
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  for (const part of ['package.json', ...parts]) cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}
