import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';
import { readDocument, type Document } from '../contract/document.ts';
import { compare } from './comparison/compare.ts';
import { operationsOf } from './comparison/operations.ts';
import { withRegion } from './generated-region.ts';
import { renderComparison } from './vendor-diff/page.ts';
import { formatCounts, formatDifferences } from './vendor-diff/report.ts';

/**
 * Compares our document of the 2026 edition with the vendor's, which is not part of this project: prints every
 * difference, and writes the figures into the guide. `--print` leaves the guide alone.
 */
const page = fileURLToPath(new URL('../site/guide/vendor-document.md', import.meta.url));

const usage = `Give the path of the vendor's OpenAPI document, as JSON or YAML:

  npm run vendor-diff -- path/to/openapi.json

The vendor publishes it as api-reference/openapi.json in the repository tursodatabase/turso-docs. It is not part of this
project. Add --print to leave the guide's page as it is.
`;

async function main(args: readonly string[]): Promise<number> {
  const files = args.filter((arg) => !arg.startsWith('-'));
  const unknown = args.find((arg) => arg.startsWith('-') && arg !== '--print');
  if (files.length !== 1 || unknown !== undefined) {
    process.stderr.write(unknown === undefined ? usage : `There is no option ${unknown}.\n\n${usage}`);
    return 2;
  }
  const text = readVendor(files[0]!);
  if (text === undefined) return 2;
  const vendor = parseVendor(text);
  if (!vendor) {
    process.stderr.write(`${files[0]} is no OpenAPI document: it has no paths.\n\n${usage}`);
    return 2;
  }
  const [ours, theirs] = [operationsOf(readDocument('turso-2026')), operationsOf(vendor)];
  const comparison = compare(ours, theirs);
  process.stdout.write(`${formatDifferences(comparison)}\n\n${formatCounts(comparison)}\n`);
  if (args.includes('--print')) return 0;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const source = `Figures of the vendor's file with the SHA-256 \`${digest}…\`, against version ${readDocument('turso-2026').info.version} of this contract.`;
  await writePage(`${source}\n\n${renderComparison(comparison, ours, theirs)}`);
  return 0;
}

function readVendor(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    process.stderr.write(`${file} cannot be read: ${(error as Error).message}\n\n${usage}`);
    return undefined;
  }
}

function parseVendor(text: string): Document | undefined {
  try {
    const document: unknown = parse(text);
    return typeof document === 'object' && document !== null && 'paths' in document
      ? (document as Document)
      : undefined;
  } catch {
    return undefined;
  }
}

async function writePage(region: string): Promise<void> {
  const text = withRegion(readFileSync(page, 'utf8'), 'vendor-document', region);
  writeFileSync(page, await format(text, { ...(await resolveConfig(page)), filepath: page }));
  process.stdout.write('wrote src/site/guide/vendor-document.md\n');
}

process.exitCode = await main(process.argv.slice(2));
