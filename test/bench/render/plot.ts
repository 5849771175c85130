import type { CaseId } from '../cases.ts';
import { createFigures, type Figures } from '../figures.ts';
import type { Results } from '../results.ts';
import type { Spread } from '../statistics.ts';
import type { SubjectId } from '../subjects/subject.ts';
import { wantedParts } from '../targets.ts';
import { titleOf } from './titles.ts';

interface Bar {
  readonly title: string;
  readonly isOurs: boolean;
  /** Undefined where the server does not answer the request as asked. */
  readonly part: Spread | undefined;
}

interface Group {
  readonly title: string;
  readonly wanted: number;
  readonly bars: readonly Bar[];
}

const peers: readonly SubjectId[] = ['openapi-backend', 'scalar', 'prism', 'mockoon'];
const shown: readonly { id: keyof typeof wantedParts; title: string; subjects: readonly SubjectId[] }[] = [
  { id: 'get', title: 'GET a database by name', subjects: ['mockplane-1', 'mockplane-stateless', ...peers] },
  { id: 'create', title: 'POST a database', subjects: ['mockplane', 'mockplane-data', ...peers] },
];

/** The number of connections that plot and comparison are about: 16, or what there is. */
export function at(figures: Figures): number {
  const all = figures.connections();
  return all.includes(16) ? 16 : (all[0] ?? 16);
}

function groups(results: Results): Group[] {
  const figures = createFigures(results);
  const part = (id: CaseId, subject: SubjectId): Spread | undefined =>
    figures.beside({ case: id, subject, connections: at(figures) });
  return shown.map(({ id, title, subjects }) => ({
    title,
    wanted: wantedParts[id],
    bars: subjects.map((subject) => ({
      title: titleOf(subject).replaceAll('`', ''),
      isOurs: subject.startsWith('mockplane'),
      part: part(id, subject),
    })),
  }));
}

/** The description of the plot for readers who do not see it. */
export function altText(results: Results): string {
  const sentences = groups(results).map(({ title, bars }) => {
    const parts = bars.map(({ title: name, part }) => `${name} ${part?.median.toFixed(2) ?? 'not measured'}`);
    return `${title}: ${parts.join(', ')}.`;
  });
  return `Requests per second, as a fraction of the bare server. ${sentences.join(' ')}`;
}

const width = 760;
const left = 190;
const right = 640;
const row = 26;
const bar = 14;
const ticks = [0, 0.25, 0.5, 0.75, 1];

const style = `
text { paint-order: stroke; stroke: #ffffff; stroke-width: 4px; font: 13px ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif; fill: #17201f; }
.page { fill: #ffffff; }
.quiet { fill: #566361; font-size: 12px; }
.head { font-weight: 600; }
.grid { stroke: #e0e5e6; }
.peer { fill: #a9b4b3; }
.ours { fill: #0b6b63; }
.whisker { stroke: #17201f; stroke-width: 1.5; }
.halo { stroke: #ffffff; stroke-width: 4.5; }
.wanted { stroke: #b3470b; stroke-width: 1.5; stroke-dasharray: 4 3; }
.wanted-text { fill: #b3470b; font-size: 12px; }
@media (prefers-color-scheme: dark) {
  text { fill: #e4e9ec; stroke: #0e1116; }
  .page { fill: #0e1116; }
  .quiet { fill: #9aa6b0; }
  .grid { stroke: #2a323c; }
  .peer { fill: #56636f; }
  .ours { fill: #3fb3a4; }
  .whisker { stroke: #e4e9ec; }
  .halo { stroke: #0e1116; }
  .wanted { stroke: #f0a06a; }
  .wanted-text { fill: #f0a06a; }
}`;

/** A bar for each server and request: the median, with a line from the least round to the most. */
export function plot(results: Results): string {
  const lines: string[] = [];
  let y = 30;
  for (const group of groups(results)) {
    lines.push(text(16, y, group.title, 'head'));
    const top = y + 10;
    y = top + row / 2 + 4;
    const bottom = top + group.bars.length * row + 8;
    for (const tick of ticks) lines.push(line(x(tick), top, x(tick), bottom, 'grid'));
    group.bars.forEach((each, index) => lines.push(...drawBar(each, y + index * row)));
    lines.push(line(x(group.wanted), top, x(group.wanted), bottom, 'wanted'));
    group.bars.forEach((each, index) => lines.push(...drawLabels(each, y + index * row)));
    lines.push(text(x(group.wanted), top - 4, `target ${group.wanted.toFixed(2)}`, 'wanted-text', 'middle'));
    y = bottom + 34;
  }
  for (const tick of ticks)
    lines.push(text(x(tick), y - 18, tick === 1 ? '1: bare server' : String(tick), 'quiet', 'middle'));
  lines.push(text(x(0), y + 2, "answers a second, as a part of the bare server's", 'quiet'));
  const height = y + 16;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">`,
    '<title id="title">Mockplane beside its peers</title>',
    `<desc id="desc">${escape(altText(results))}</desc>`,
    `<style>${style}</style>`,
    `<rect class="page" width="${width}" height="${height}"/>`,
    ...lines,
    '</svg>\n',
  ].join('\n');
}

function drawBar({ isOurs, part }: Bar, y: number): string[] {
  if (!part) return [];
  const { median, least, most } = part;
  const length = Math.max(1, x(median) - left);
  return [
    `<rect class="${isOurs ? 'ours' : 'peer'}" x="${left}" y="${y - bar / 2}" width="${length}" height="${bar}" rx="2"/>`,
    line(x(least) - 1, y, x(most) + 1, y, 'halo'),
    line(x(least), y, x(most), y, 'whisker'),
  ];
}

/** Above the bars and the line of the target, so that nothing crosses them out. */
function drawLabels({ title, isOurs, part }: Bar, y: number): string[] {
  const value = part
    ? text(x(Math.max(part.most, part.median)) + 8, y + 4, part.median.toFixed(2), isOurs ? 'head' : '')
    : text(left + 6, y + 4, 'not measured', 'quiet');
  return [text(left - 10, y + 4, title, isOurs ? 'head' : '', 'end'), value];
}

/** A bar of a server that is faster than the bare server, which only noise causes, ends at the edge. */
function x(part: number): number {
  return Math.round(left + Math.min(part, 1.15) * (right - left));
}

function line(x1: number, y1: number, x2: number, y2: number, name: string): string {
  return `<line class="${name}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
}

function text(atX: number, atY: number, content: string, name: string, anchor = 'start'): string {
  return `<text class="${name}" x="${atX}" y="${atY}" text-anchor="${anchor}">${escape(content)}</text>`;
}

function escape(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
