import { cases, type CaseId } from '../cases.ts';
import { createFigures, type Figures, type Place } from '../figures.ts';
import type { Results } from '../results.ts';
import { spread } from '../statistics.ts';
import type { MockplaneId, SubjectId } from '../subjects/subject.ts';
import { sqlSection } from '../sql/render.ts';
import { judge } from '../targets.ts';
import { count, day, none, part } from './format.ts';
import { altText, at } from './plot.ts';
import { type Run, runsSection } from './runs.ts';
import { table } from './table.ts';
import { titleOf } from './titles.ts';

/** The generated part of the guide's page: everything that is a figure. */
export function report(results: Results, runs: readonly Run[] = []): string {
  const figures = createFigures(results);
  return [
    setting(results),
    ...disturbance(results),
    '## Targets',
    targets(results, figures),
    '## Compared with other servers',
    `![${altText(results)}](images/speed.svg)`,
    ...comparison(results, figures),
    '## Start and memory',
    startAndMemory(results, figures),
    '## Requests per second',
    requests(figures),
    ...saturation(figures),
    '## With more databases',
    sizes(figures),
    ...manySandboxes(results),
    ...sqlSection(results),
    '## Reset, lint and types',
    rest(results),
    ...runsSection(runs),
  ].join('\n\n');
}

function setting({ date, machine, settings, versions }: Results): string {
  const { processor, cores, memory, system, node } = machine;
  const { rounds, seconds, load } = settings;
  const others = Object.entries(versions).map(([id, version]) => `${titleOf(id as SubjectId)} ${version}`);
  return `Measured on ${day(date)}: ${processor}, ${cores} cores, ${memory}, ${system}, Node ${node} for every server; load from ${load}; ${rounds} rounds, ${seconds} s for each load. ${others.join(', ')}.`;
}

/** A machine that does something else gives figures that nobody should quote. */
function disturbance({ loadBefore, machine }: Results): string[] {
  if (loadBefore < 0.5 * Number(machine.cores)) return [];
  return [
    `**The machine was busy with other work**: its load average was ${loadBefore.toFixed(1)} on ${machine.cores} cores before the run. The figures are provisional.`,
  ];
}

function targets(results: Results, figures: Figures): string {
  const rows = judge(results, figures).map(({ what, wanted, measured, isMet }) => [
    what,
    wanted,
    measured,
    isMet === undefined ? none : isMet ? 'yes' : '**no**',
  ]);
  return table(['', 'Target', 'Measured', 'Met'], rows);
}

const compared: readonly CaseId[] = ['get', 'list-1', 'create', 'unauthorized', 'not-found', 'invalid'];
const heads: Readonly<Partial<Record<CaseId, string>>> = {
  get: 'GET',
  'list-1': 'List',
  create: 'POST',
  unauthorized: '401',
  'not-found': '404',
  invalid: 'Refusal',
};
const peerIds = ['openapi-backend', 'scalar', 'prism', 'mockoon'] as const;
const marks = '¹²³⁴⁵⁶⁷⁸⁹';

/** All servers with all requests, once by answers a second and once by processor time. */
function comparison({ unable }: Results, figures: Figures): string[] {
  const connections = at(figures);
  const flaws = [...new Set(unable.map(({ flaw }) => flaw))];
  const rowsOf = (cell: (place: Place) => string, floor: string[][]): string[][] => {
    const row = (title: SubjectId, subjectOf: (id: CaseId) => SubjectId | undefined): string[] => [
      titleOf(title),
      ...compared.map((id) => {
        const subject = subjectOf(id);
        const flaw = unable.find((each) => each.case === id && each.subject === subject)?.flaw;
        if (flaw !== undefined) return `${none} ${marks[flaws.indexOf(flaw)] ?? ''}`;
        return subject ? cell({ case: id, subject, connections }) : '';
      }),
    ];
    return [
      ...floor,
      row('mockplane', (id) => cases.find((each) => each.id === id)!.mockplanes[0]),
      row('mockplane-data', (id) => (id === 'create' ? 'mockplane-data' : undefined)),
      row('mockplane-stateless', (id) => (id === 'get' ? 'mockplane-stateless' : undefined)),
      ...peerIds.map((peer) => row(peer, () => peer)),
    ];
  };
  const header = ['', ...compared.map((id) => heads[id]!)];
  const microseconds = (place: Place): string => count(figures.processor(place)?.median);
  const bare = compared.map((id) => microseconds({ case: id, subject: 'floor', connections }));
  const explained = flaws.map((flaw, index) => `${marks[index] ?? ''} ${flaw}`).join('; ');
  return [
    `Requests per second as a fraction of the bare server, at ${connections} connections: the median of the rounds, with the minimum and the maximum in brackets.`,
    table(
      header,
      rowsOf((place) => part(figures.beside(place)), []),
    ),
    'Microseconds of processor time for each request, also the median of the rounds. Other work on the machine affects this figure less.',
    table(header, rowsOf(microseconds, [[titleOf('floor'), ...bare]])),
    ...(explained
      ? [`${none} marks a request to which the server does not return the required response: ${explained}.`]
      : []),
  ];
}

function startAndMemory(results: Results, figures: Figures): string {
  const ids = ['floor', 'mockplane', ...peerIds] as const;
  const rows = ids.map((id) => {
    const start = spread(results.startups[id] ?? []);
    const memory = results.memory.find(({ subject }) => subject === id);
    return [
      titleOf(id),
      start ? `${count(start.median)} ms (${count(start.least)}–${count(start.most)})` : none,
      id === 'floor' ? '1' : part(figures.startBeside(id)),
      memory ? `${Math.round(memory.atRest)} MB` : none,
      memory ? `${Math.round(memory.after)} MB` : none,
      count(memory?.requests),
    ];
  });
  return table(
    ['', 'Start to first 200', 'Ratio to the bare server', 'Memory at rest', 'After requests', 'Requests'],
    rows,
  );
}

function requests(figures: Figures): string {
  const rows = cases.flatMap(({ id, title, mockplanes }) =>
    figures.connections(id).map((connections) => {
      const place: Place = { case: id, subject: mockplanes[0]!, connections };
      const floor: Place = { ...place, subject: 'floor' };
      return [
        title,
        String(connections),
        count(figures.perSecond(floor)?.median),
        count(figures.perSecond(place)?.median),
        part(figures.beside(place)),
        part(figures.besideProcessor(place)),
      ];
    }),
  );
  const header = ['', 'Connections', 'Bare server', 'Mockplane', 'Ratio', 'Ratio by processor time'];
  return table(header, rows);
}

/** Says so where the bare server waited for the load generator rather than the other way round. */
function saturation(figures: Figures): string[] {
  const busy = figures.busy({ case: 'get', subject: 'floor', connections: at(figures) })?.median;
  if (busy === undefined || busy >= 0.9) return [];
  return [
    `At ${at(figures)} connections the bare server used a processor for ${Math.round(busy * 100)} % of the time. For the rest, it waited for the load generator or for other work of the machine. It is faster than measured, so the ratios are too good for all other servers. The ratio by processor time is not affected.`,
  ];
}

function sizes(figures: Figures): string {
  const connections = at(figures);
  const rows = ([1, 100, 10_000] as const).map((size) => {
    const subject: MockplaneId = `mockplane-${size}`;
    const get: Place = { case: 'get', subject, connections };
    const listed: Place = { case: `list-${size}`, subject, connections };
    const processor = figures.processor(listed)?.median;
    return [
      size.toLocaleString('en'),
      count(figures.perSecond(get)?.median),
      count(figures.processor(get)?.median),
      count(figures.perSecond(listed)?.median),
      count(processor),
      count(processor === undefined ? undefined : processor / size),
    ];
  });
  const header = ['Databases', 'GET per second', 'µs CPU', 'List per second', 'µs CPU', 'µs CPU for each database'];
  return table(header, rows);
}

/** One request to so many sandboxes in turn; nothing for results from before it was measured. */
function manySandboxes({ sandboxes }: Results): string[] {
  if (!sandboxes?.spread) return [];
  const rows = sandboxes.spread.map((each) => [
    count(each.sandboxes),
    count(each.perSecond),
    each.processor === null ? none : count(each.processor),
  ]);
  return [
    '## With more sandboxes',
    'GET a database by name at 16 connections, with each request to the next sandbox.',
    table(['Sandboxes', 'GET per second', 'µs CPU'], rows),
  ];
}

function rest({ reset, sandboxes, lint, generate }: Results): string {
  return table(
    ['', 'Time'],
    [
      timeRow('Reset with 10,000 databases', reset),
      ...(sandboxes ? [[`Create a sandbox, on average of ${sandboxes.count}`, `${sandboxes.milliseconds} ms`]] : []),
      timeRow('Lint all documents and check each example against its schema', lint),
      timeRow('Generate the bundles and types of all documents', generate),
    ],
  );
}

function timeRow(what: string, times: readonly number[]): string[] {
  const found = spread(times);
  return [what, found ? `${count(found.median)} ms (${count(found.least)}–${count(found.most)})` : none];
}
