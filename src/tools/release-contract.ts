import { isDeepStrictEqual } from 'node:util';
import { readFileSync, writeFileSync } from 'node:fs';
import { apis } from '../apis/apis.ts';
import { type Document, readDocument } from '../contract/document.ts';
import { changesFile, compareWithReleased, readReleased, releasedFile } from './breaking/released.ts';

/**
 * Releases the generated documents: copies each to `spec/<api>/released.yaml`, which later ones are compared with. It
 * copies all or none. It refuses a document that changed without a new version, that breaks clients without a new major
 * version, or that has no section in `CHANGES.md`.
 */
const generated = new URL('../contract/generated/', import.meta.url);

async function main(): Promise<number> {
  const names = apis
    .map(({ document }) => document)
    .filter((name) => !isDeepStrictEqual(readReleased(name), readDocument(name)));
  const refusals = (await Promise.all(names.map(refusalsOf))).flat();
  for (const refusal of refusals) process.stderr.write(`${refusal}\n`);
  if (refusals.length > 0) return 1;
  for (const name of names) {
    const { version } = readDocument(name).info;
    const head = `# Version ${version} as it was released. Written by npm run release:contract; do not edit.\n`;
    writeFileSync(releasedFile(name), head + readFileSync(new URL(`${name}.yaml`, generated), 'utf8'));
  }
  const written = names.map((name) => `spec/${name}/released.yaml`);
  process.stdout.write(
    written.length > 0 ? `wrote ${written.join(', ')}\n` : 'nothing has changed since the release\n',
  );
  return 0;
}

/** The reasons why a document cannot be released. */
async function refusalsOf(api: string): Promise<string[]> {
  const present = readDocument(api);
  const { version } = present.info;
  const hasSection = readFileSync(changesFile(api), 'utf8').split('\n').includes(`## ${version}`);
  const section = hasSection ? [] : [`spec/${api}/CHANGES.md has no section "## ${version}"`];
  return readReleased(api) ? [...section, ...(await refusalsAfter(api, present))] : section;
}

async function refusalsAfter(api: string, { info: { version } }: Document): Promise<string[]> {
  const { released, notes } = await compareWithReleased(api);
  const { unnamed, stale, named } = notes;
  const before = released.info.version;
  const refusals = unnamed.length + stale.length > 0 ? [`${api}: npm run breaking must pass first`] : [];
  if (version === before)
    return [...refusals, `${api}: it changed and is still version ${version}; raise info.version`];
  if (named.length > 0 && major(version) <= major(before)) {
    return [...refusals, `${api}: it breaks clients of ${before}; ${version} must have a higher major version`];
  }
  return refusals;
}

function major(version: string): number {
  return Number(version.split('.')[0]);
}

process.exitCode = await main();
