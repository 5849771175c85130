import { cases, type CaseId } from '../cases.ts';
import { createFigures, type Figures, type Place } from '../figures.ts';
import type { Results } from '../results.ts';
import { spread } from '../statistics.ts';
import type { MockplaneId, SubjectId } from '../subjects/subject.ts';
import { sqlSection } from '../sql/render.ts';
import { judge } from '../targets.ts';
import { count, day, none, part } from './format.ts';
import { altText, at } from './plot.ts';
import { table } from './table.ts';
import { titleOf } from './titles.ts';

/** The generated part of the guide's page: everything that is a figure. */
export function report(results: Results): string {
  const figures = createFigures(results);
  return [
    setting(results),
    ...disturbance(results),
    '## Targets',
    targets(results, figures),
    '## Beside the others',
    `![${altText(results)}](images/speed.svg)`,
    ...comparison(results, figures),
    '## Start and memory',
    startAndMemory(results, figures),
    '## Requests a second',
    requests(figures),
    ...saturation(figures),
    '## With more databases',
    sizes(figures),
    ...sqlSection(results),
    '## Reset, lint and types',
    rest(results),
  ].join('\n\n');
}

function setting({ date, machine, settings, versions }: Results): string {
  const { processor, cores, memory, system, node } = machine;
  const { rounds, seconds, load } = settings;
  const others = Object.entries(versions).map(([id, version]) => `${titleOf(id as SubjectId)} ${version}`);
  return `Measured on ${day(date)}: ${processor}, ${cores} cores, ${memory}, ${system}, Node ${node} for every server; load by ${load}; ${rounds} rounds, each load ${seconds} s. ${others.join(', ')}.`;
}

/** A machine that does something else gives figures that nobody should quote. */
function disturbance({ loadBefore, machine }: Results): string[] {
  if (loadBefore < 0.5 * Number(machine.cores)) return [];
  return [
    `**The machine was busy with other work**: on average ${loadBefore.toFixed(1)} programs wanted one of its ${machine.cores} cores before the run began. Take these figures as provisional.`,
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
    `Answers a second as a part of the bare server’s, at ${connections} connections: the median of the rounds, and the least and the most.`,
    table(
      header,
      rowsOf((place) => part(figures.beside(place)), []),
    ),
    'Microseconds of processor time that the server needs for a request, likewise: a figure that suffers less from what else the machine does.',
    table(header, rowsOf(microseconds, [[titleOf('floor'), ...bare]])),
    ...(explained ? [`${none} is a request that the server does not answer as asked: ${explained}.`] : []),
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
    ['', 'Start to first 200', 'Beside the bare server’s', 'Memory at rest', 'After requests', 'So many'],
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
    `At ${at(figures)} connections the bare server had a processor for ${Math.round(busy * 100)} % of the time and waited for the load generator, or the machine’s other work, for the rest: it could have done more, so the ratios flatter everybody else. The ratio by processor time does not depend on that.`,
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
  const header = ['Databases', 'GET, a second', 'µs CPU', 'List, a second', 'µs CPU', 'µs CPU for each database'];
  return table(header, rows);
}

function rest({ reset, sandboxes, lint, generate }: Results): string {
  return table(
    ['', 'Time'],
    [
      timeRow('Reset with 10,000 databases', reset),
      ...(sandboxes ? [[`Making a sandbox, as ${sandboxes.count} are made`, `${sandboxes.milliseconds} ms`]] : []),
      timeRow('Lint of all documents, each example held to its schema', lint),
      timeRow('Bundles and types of all documents', generate),
    ],
  );
}

function timeRow(what: string, times: readonly number[]): string[] {
  const found = spread(times);
  return [what, found ? `${count(found.median)} ms (${count(found.least)}–${count(found.most)})` : none];
}
