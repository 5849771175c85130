import { describe, expect, it } from 'vitest';
import { type Costs, drawDay, playDay, serversNeeded, type Workload } from './simulate.ts';

const workload: Workload = {
  sandboxes: 1_000,
  requests: { median: 100, sigma: 0 },
  seconds: { median: 60, sigma: 0 },
  sql: 0,
  idle: 600,
};
const costs: Costs = { controlMicroseconds: 100, sqlMicroseconds: 200, baseBytes: 1_000, sandboxBytes: 10 };

describe('the simulation of a day', () => {
  it('is the same with the same seed', () => {
    expect(drawDay(workload, 7)).toEqual(drawDay(workload, 7));
    expect(drawDay(workload, 7)).not.toEqual(drawDay(workload, 8));
  });

  it('counts what the visits of one moment take', () => {
    const visits = [0, 1].map((at) => ({ name: `${at}`, from: 0, until: 59, requests: 6_000 }));
    const peak = playDay(visits, 1, workload, costs);
    expect(peak).toEqual({ processor: 0.02, sandboxes: 2, bytes: 1_020 });
  });

  it('holds a sandbox open while it is idle', () => {
    const visits = [0, 600].map((from) => ({ name: `${from}`, from, until: from + 1, requests: 1 }));
    expect(playDay(visits, 1, workload, costs).sandboxes).toBe(2);
    expect(playDay(visits, 1, { ...workload, idle: 60 }, costs).sandboxes).toBe(1);
  });

  it('needs more servers where they hold less, and one that may be away', () => {
    const visits = drawDay(workload, 1);
    const size = { name: 'any', cores: 1, bytes: 1e9, sandboxes: 1_000 };
    expect(serversNeeded(visits, size, workload, costs)?.count).toBe(2);
    const small = serversNeeded(visits, { ...size, sandboxes: 10 }, workload, costs);
    expect(small!.count).toBeGreaterThan(2);
    expect(small!.peak.sandboxes).toBeLessThanOrEqual(10);
  });
});
