import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../helpers/folders.ts';
import { besideBest, documentSection } from './render.ts';
import type { DocumentResults } from './results.ts';

const results: DocumentResults = {
  date: '2030-01-02',
  loadBefore: 0.1,
  load: 'wrk',
  seconds: 1,
  loads: [
    { case: 'example', subject: 'mockplane', processor: [10, 20, 30] },
    { case: 'example', subject: 'scalar', processor: [80, 100, 90] },
    { case: 'example', subject: 'prism', processor: [100, 60, 300] },
    { case: 'invalid', subject: 'mockplane', processor: [40] },
    { case: 'invalid', subject: 'scalar', processor: [100] },
  ],
  flaws: [{ case: 'invalid', subject: 'mockoon', flaw: 'answers 201' }],
};

/** The words and figures of a table, however it is aligned. */
const cells = (text: string): string[] => text.split(/[\s|:-]+/).filter((each) => each !== '');

describe('the comparison of servers of a document', () => {
  it('divides the best other server of a round by Mockplane in that round', () => {
    expect(besideBest(results, 'example')).toEqual([8, 3, 3]);
  });

  it('marks a missed target, and a request that a server does not answer', () => {
    const text = documentSection(results);
    expect(text).toContain(
      '| **Best other, divided by Mockplane** | **3.0 (3.0–8.0)** | – | – | – | **2.5 (2.5–2.5)** |',
    );
    expect(text).toContain('| @mockoon/cli | – | – | – | – | – ¹ |');
    expect(text).toContain('¹ answers 201');
  });

  it('is on the page as it was measured last', () => {
    const file = join(root, 'test/bench/document/results.json');
    const kept = JSON.parse(readFileSync(file, 'utf8')) as DocumentResults;
    const page = readFileSync(join(root, 'src/site/guide/speed.md'), 'utf8');
    const region = page.slice(page.indexOf('<!-- bench-document -->'), page.indexOf('<!-- /bench-document -->'));
    expect(cells(region.replace('<!-- bench-document -->', ''))).toEqual(cells(documentSection(kept)));
  });
});
