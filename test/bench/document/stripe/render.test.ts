import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../helpers/folders.ts';
import type { DocumentResults } from '../results.ts';
import { stripeSection } from './render.ts';
import type { StripeResults } from './results.ts';

const results: StripeResults = {
  date: '2030-01-02',
  loadBefore: 0.1,
  load: 'wrk',
  seconds: 1,
  version: '2030-01-01',
  loads: [
    { case: 'get', subject: 'mockplane', processor: [100, 50, 100] },
    { case: 'get', subject: 'stripe-mock', processor: [50, 100, 80] },
    { case: 'create', subject: 'mockplane', processor: [200] },
  ],
  answers: [
    { case: 'create', subject: 'stripe-mock', status: 200, flaw: '/body/id must be a string' },
    { case: 'invalid', subject: 'mockplane', status: 422 },
    { case: 'invalid', subject: 'stripe-mock', status: 400 },
  ],
  starts: [
    { subject: 'mockplane', processor: [1_000, 3_000], memory: [100, 100] },
    { subject: 'stripe-mock', processor: [500, 600], memory: [50, 60] },
  ],
};

/** The words and figures of a table, however it is aligned. */
const cells = (text: string): string[] => text.split(/[\s|:-]+/).filter((each) => each !== '');

describe('the comparison with stripe-mock', () => {
  it('shows medians, and divides stripe-mock by Mockplane in each round', () => {
    const text = stripeSection(results);
    expect(text).toContain('| Mockplane | 100 | – | 200 | – | 2,000 | 100 |');
    expect(text).toContain('| stripe-mock | 80 | – | – | – | 550 | 55 |');
    expect(text).toContain(
      '| **stripe-mock, divided by Mockplane** | 0.80 (0.50–2.00) | – | – | – | 0.35 (0.20–0.50) | 0.55 (0.50–0.60) |',
    );
  });

  it('tells the status of an invalid request, and how a response breaks the document', () => {
    const text = stripeSection(results);
    expect(text).toContain('The invalid POST gets 422 from Mockplane and 400 from stripe-mock.');
    expect(text).toContain('stripe-mock, POST: /body/id must be a string');
    expect(stripeSection({ ...results, answers: [] })).not.toContain('marks a request');
  });

  it('is on the page as it was measured last', () => {
    const file = join(root, 'test/bench/document/results.json');
    const { stripe } = JSON.parse(readFileSync(file, 'utf8')) as DocumentResults;
    const page = readFileSync(join(root, 'src/site/guide/speed.md'), 'utf8');
    const region = page.slice(page.indexOf('<!-- bench-stripe -->'), page.indexOf('<!-- /bench-stripe -->'));
    expect(cells(region.replace('<!-- bench-stripe -->', ''))).toEqual(cells(stripeSection(stripe!)));
  });
});
