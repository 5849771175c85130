import { basename, extname } from 'node:path';

/** File names that say nothing about an API. */
const plain =
  /^(?:open-?api|swagger|api|spec|index|schema|main|root|api-docs|service|document)(?:[-_.]?(?:v?\d[\w.]*))?$/i;

/** Names that Mockplane's own APIs and pages have. */
const reserved = new Set(['turso', 'lambda', 'hrana', 'admin', 'docs', 'guide', 'openapi', 'assets', 'v1', 'v2', 'v3']);

/**
 * Names a document: after its file, or after its title where the file's name says nothing.
 *
 * @param taken the names of other documents
 */
export function nameOf(file: string, title: string, taken: ReadonlySet<string>): string {
  const stem = basename(file, extname(file)).replace(/\.(?:openapi|swagger)$/i, '');
  const base = slugOf(plain.test(stem) ? title : stem) || slugOf(stem) || 'api';
  const own = reserved.has(base) || base.startsWith('turso-') ? `${base}-api` : base;
  let name = own;
  for (let count = 2; taken.has(name); count++) name = `${own}-${count}`;
  return name;
}

/** `Museum API (v2)` → `museum-api-v2` */
function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .replace(/-$/, '')
    .slice(0, 40);
}
