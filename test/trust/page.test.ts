import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFigures } from './figures.ts';
import { pageFile, pageWith } from './page.ts';

describe('the page about trust', () => {
  const figures = readFigures();

  it('has the figures of the last long runs', async () => {
    expect(readFileSync(pageFile, 'utf8')).toBe(await pageWith(figures));
  });

  it('tells of runs that found nothing, and were as long as they should be', () => {
    const { gate, load, durability, sqlLoad } = figures;
    expect(gate.violations).toEqual([]);
    expect(load).toMatchObject({ unanswered: 0, violations: 0, connections: 128 });
    expect(load.rssByTenth.at(-1)! / load.rssByTenth[1]!).toBeLessThanOrEqual(1.05);
    expect(durability).toMatchObject({ lost: 0, halfDone: 0, rounds: 200 });
    expect(sqlLoad).toMatchObject({ faults: [], freeStreams: 1, left: { processes: 0, handles: 0 } });
    expect([sqlLoad.databases, sqlLoad.active]).toEqual([1_000, 100]);
    expect(gate.requests).toBeGreaterThanOrEqual(100_000);
    expect(load.requests).toBeGreaterThanOrEqual(1_000_000);
  });

  it('says so where a run has found something', async () => {
    const page = await pageWith({ ...figures, durability: { ...figures.durability, lost: 3 } });
    expect(page).toContain('3 lost, 0 half done');
  });
});
