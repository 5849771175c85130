import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../helpers/folders.ts';
import { type Prose, proseOf, proseOfDocument, wordList } from './language/prose.ts';
import { defectsOf } from './language/rules.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const filesAt = (pattern: string): string[] =>
  globSync(pattern, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted();

/** The word list of CONTRIBUTING.md: its phrases that nobody should write. */
const unwanted = [...(wordList.exec(read('CONTRIBUTING.md'))?.[0] ?? '').matchAll(/^\|.*$/gm)]
  .slice(2)
  .map(([row]) => row.split('|')[2]!.trim());

/** The defects of a file, each with its line. */
const defectsIn = (prose: readonly Prose[]): string[] =>
  prose.flatMap(({ line, text }) => defectsOf(text).map((defect) => `line ${line}: ${defect}`));

describe('the language', () => {
  it.each(['README.md', 'SECURITY.md', 'CONTRIBUTING.md', ...filesAt('src/site/guide/*.md')])(
    'of %s follows the word list',
    (file) => {
      expect(defectsIn(proseOf(read(file)))).toEqual([]);
    },
  );

  it.each(['admin', 'lambda', 'hrana', 'turso-2023', 'turso-2026'])(
    'of the document %s follows the word list',
    (name) => {
      const files = filesAt(`spec/${name}/**/*.yaml`).filter((file) => !file.endsWith('released.yaml'));
      expect(files.length).toBeGreaterThan(10);
      expect(
        files.flatMap((file) => defectsIn(proseOfDocument(read(file))).map((defect) => `${file} ${defect}`)),
      ).toEqual([]);
    },
  );
});

describe('the word list', () => {
  it('has phrases', () => expect(unwanted.length).toBeGreaterThan(10));

  it.each(unwanted)('finds a defect in: %s', (phrase) => {
    expect(defectsIn(proseOf(phrase))).not.toEqual([]);
    expect(defectsIn(proseOfDocument(`description: ${JSON.stringify(phrase)}`))).not.toEqual([]);
  });

  it('leaves code, questions and headings alone', () => {
    expect(defectsIn(proseOf('## What it does\n\nWhat happens? Set `whatever`.\n\n```sh\nwhoever\n```\n'))).toEqual([]);
  });
});
