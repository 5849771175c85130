import { describe, expect, it } from 'vitest';
import type { CaseId } from './cases.ts';
import { createFigures } from './figures.ts';
import { withRegion } from '../helpers/generated-region.ts';
import { plot } from './render/plot.ts';
import { report } from './render/report.ts';
import { addRun, runsSection } from './render/runs.ts';
import type { LoadResult, Results } from './results.ts';
import type { SubjectId } from './subjects/subject.ts';
import { judge } from './targets.ts';

function load(id: CaseId, subject: SubjectId, perSecond: readonly number[], processor = 50): LoadResult {
  const samples = perSecond.map((each) => ({ perSecond: each, processor, busy: 0.95, p50: 1, p99: 2 }));
  return { case: id, subject, connections: 16, samples, unexpected: 0 };
}

const results: Results = {
  date: '2030-01-02',
  settings: { rounds: 3, seconds: 1, load: 'wrk' },
  machine: { processor: 'A Processor', cores: '4', memory: '8 GB', system: 'A System', node: '24.0.0' },
  loadBefore: 0.1,
  versions: { mockplane: '1.0.0', prism: '5.0.0' },
  loads: [
    load('get', 'floor', [1_000, 2_000, 1_000]),
    load('get', 'mockplane-1', [500, 1_400, 800], 80),
    load('get', 'mockplane-10000', [500, 1_400, 800]),
    load('get', 'prism', [50, 100, 60]),
    load('list-100', 'floor', [1_000], 400),
    load('list-100', 'mockplane-100', [100], 1_000),
    load('list-10000', 'mockplane-10000', [1], 120_000),
    load('create', 'floor', [1_000, 1_000, 1_000]),
    load('create', 'mockplane', [400, 410, 420], 120),
    load('create', 'mockplane-data', [180, 210, 200], 200),
  ],
  unable: [{ case: 'create', subject: 'mockoon', status: 200, flaw: 'the name is "<b>"' }],
  startups: { floor: [100, 100], mockplane: [300, 320] },
  memory: [{ subject: 'mockplane', atRest: 80, after: 110, requests: 100_000 }],
  reset: [9, 10, 11],
  sandboxes: {
    count: 255,
    milliseconds: 3.5,
    processor: 2.5,
    megabytes: 2.1,
    spread: [{ sandboxes: 256, perSecond: 9_000, processor: 71 }],
  },
  lint: [4_999],
  generate: [],
};
const figures = createFigures(results);

describe('figures', () => {
  it('divide each round by the bare server of that round', () => {
    const place = { case: 'get', subject: 'mockplane-1', connections: 16 } as const;
    expect(figures.beside(place)).toEqual({ median: 0.7, least: 0.5, most: 0.8 });
  });

  it('are undefined where nothing was measured', () => {
    expect(figures.beside({ case: 'get', subject: 'scalar', connections: 16 })).toBeUndefined();
  });
});

describe('judge', () => {
  it('says of each target whether it is met', () => {
    expect(judge(results, figures).map(({ isMet }) => isMet)).toEqual([
      // 1.6 times as much
      true,
      // 2.4 times as much
      false,
      // 0.48 of the answers
      false,
      // 2.5 times as much
      true,
      // No load has 128 connections.
      undefined,
      // 3.1 times as long
      false,
      // 110 MB are allowed
      true,
      // 10 ms are not
      false,
      // 2.5 ms of processor time are allowed
      true,
      // 2.1 MB are not
      false,
      true,
      true,
      // 12 µs for each of many, 10 µs for each of few
      false,
    ]);
  });

  it('leaves open what was not measured', () => {
    const none: Results = {
      ...results,
      loads: [],
      startups: {},
      memory: [],
      reset: [],
      sandboxes: undefined,
      lint: [],
    };
    expect(judge(none, createFigures(none)).every(({ isMet }) => isMet === undefined)).toBe(true);
  });
});

describe('SQL', () => {
  const sql = {
    date: '2030-01-03',
    loadBefore: 0.2,
    loads: [
      { case: 'select', floor: [50, 60], mockplane: [100, 180] },
      { case: 'insert', floor: [20, 20], mockplane: [100, 100] },
      { case: 'batch', floor: [60, 60], mockplane: [140, 140] },
    ],
    firstSql: [390, 380],
    childMemory: 71,
    besideRunaway: 0.89,
    reset: 49,
  };
  const withSql: Results = { ...results, sql };

  it('is judged beside the bare server of its own run', () => {
    const judged = judge(withSql, figures).filter(({ what }) => /SQL|runs away|contents/.test(what));
    expect(judged.map(({ measured, isMet }) => [measured, isMet])).toEqual([
      ['2.50 ×', true],
      ['–', undefined],
      ['5.00 ×', false],
      ['1.40 ×', true],
      ['385 ms', true],
      ['71 MB', false],
      ['0.89', false],
      ['49 ms', true],
    ]);
  });

  it('has a section of its own, and none where it was not measured', () => {
    expect(report(withSql)).toContain('| Select by key | 55 | 140 | 2.50 (2.00–3.00) |');
    expect(report(results)).not.toContain('## SQL');
  });

  it('is compared with a libSQL server where one was there', () => {
    const cell = { connections: 16, databases: 1_000 };
    const matrix = {
      databases: 1_000,
      cells: [
        {
          ...cell,
          case: 'point',
          perSecond: { floor: [100, 200], mockplane: [50, 80], sqld: [25, 20] },
          processor: { floor: [100, 120], mockplane: [300, 340], sqld: [900, 900] },
        },
        { ...cell, case: 'insert', perSecond: { floor: [100], mockplane: [40] }, processor: {} },
      ],
      coldOpen: { floor: [1, 2, 9], mockplane: [3, 4, 5] },
    };
    const text = report({ ...results, sql: { ...sql, matrix } });
    expect(text).toContain('| Row by key | 16 | 1,000 | 110 | 320 | 900 | 0.45 (0.40–0.50) | 3.00 (2.00–4.00) |');
    expect(text).toContain('| Durable insert | 16 | 1,000 | – | – | – | 0.40 (0.40–0.40) | – |');
    expect(text).toContain('| First row | 2.0 | 4.0 | – |');
    expect(report(withSql)).not.toContain('libSQL server');
  });
});

describe('report', () => {
  const text = report(results);

  it('has the median and the ends of all rounds', () => {
    expect(text).toContain('0.70 (0.50–0.80)');
  });

  it('has the loads that are spread over sandboxes', () => {
    expect(text).toContain('| 256 | 9,000 | 71 |');
  });

  it('notes why a server is not measured', () => {
    expect(text).toContain('¹ the name is "<b>"');
  });

  it('says that a busy machine was busy', () => {
    expect(text).not.toContain('provisional');
    expect(report({ ...results, loadBefore: 3 })).toContain('load average was 3.0 on 4 cores');
  });

  it('says nothing of a load generator that was fast enough', () => {
    expect(text).not.toContain('waited for the load generator');
  });
});

describe('plot', () => {
  const svg = plot(results);

  it('says in words what it shows', () => {
    expect(svg).toContain('<title id="title">');
    expect(svg).toContain('Mockplane 0.70');
    expect(svg).toContain('@mockoon/cli not measured');
  });

  it('asks no other host for anything', () => {
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|url\(|@import/);
  });
});

describe('withRegion', () => {
  it('replaces what stands between the marks, and nothing else', () => {
    const page = 'before\n\n<!-- bench -->\n\nold\n\n<!-- /bench -->\n\nafter\n';
    expect(withRegion(page, 'bench', 'new')).toBe('before\n\n<!-- bench -->\n\nnew\n\n<!-- /bench -->\n\nafter\n');
  });

  it('refuses a page without marks', () => {
    expect(() => withRegion('a page', 'bench', 'new')).toThrow('<!-- bench -->');
  });
});

describe('the runs', () => {
  const targets = judge(results, figures);
  const first = addRun([], targets, 0.12, new Date('2030-01-02T10:00:30Z'));

  it('stand side by side once there are two', () => {
    expect(runsSection(first)).toEqual([]);
    const both = addRun(first, [{ ...targets[0]!, measured: '0.90' }], 1.98, new Date('2030-01-02T11:30:00Z'));
    const text = runsSection(both).join('\n');
    expect(text).toContain('|  | 2030-01-02 10:00 | 2030-01-02 11:30 |');
    expect(text).toContain('| Load average before the run | 0.1 | 2.0 |');
    expect(text).toContain(`| ${targets[0]!.what} | ${targets[0]!.measured} | 0.90 |`);
    expect(text).toContain(`| ${targets[1]!.what} | ${targets[1]!.measured} | – |`);
  });

  it('are kept only as far as the last four', () => {
    let runs = first;
    for (let hour = 11; hour < 20; hour++) runs = addRun(runs, targets, 0, new Date(`2030-01-02T${hour}:00:00Z`));
    expect(runs.map(({ at }) => at.slice(11))).toEqual(['16:00', '17:00', '18:00', '19:00']);
  });
});
