import { readFile } from 'node:fs/promises';
import { apis } from '../apis/apis.ts';

/** Reads the changes of all contracts as one page of the guide, in Markdown. */
export async function readChangelog(): Promise<string> {
  const parts = await Promise.all(
    apis.map(async ({ document, title }) => {
      const changes = await readFile(new URL(`../../spec/${document}/CHANGES.md`, import.meta.url), 'utf8');
      return changes
        .replace(/^# .*\n\n.*\n/, `# ${title}\n`)
        .replace(/^<!--.*-->\n/gm, '')
        .replace(/^#/gm, '##');
    }),
  );
  const introduction =
    'The changes of each contract, newest first. Changes that can break a client are marked **Breaking**.';
  return ['# Changelog', introduction, ...parts].join('\n\n');
}
