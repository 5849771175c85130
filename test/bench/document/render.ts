import { count, day, none } from '../render/format.ts';
import { table } from '../render/table.ts';
import { titleOf } from '../render/titles.ts';
import { type Spread, spread } from '../statistics.ts';
import { type DocumentCase, documentCases } from './cases.ts';
import { type DocumentResults, documentSubjects, type DocumentSubject } from './results.ts';

/** The factor by which Mockplane is to be faster than the best of the others. */
export const wantedFactor = 5;

/** The processor time of the best other server, divided by that of Mockplane, in a round; a number a round. */
export function besideBest({ loads }: DocumentResults, id: DocumentCase['id']): number[] {
  const own = loads.find((each) => each.case === id && each.subject === 'mockplane');
  const others = loads.filter((each) => each.case === id && each.subject !== 'mockplane');
  if (!own || others.length === 0) return [];
  return own.processor.map((mine, round) => Math.min(...others.map(({ processor }) => processor[round]!)) / mine);
}

/** The section of the guide's page. */
export function documentSection(results: DocumentResults): string {
  const { date, load, seconds, loadBefore, loads, flaws } = results;
  const rounds = Math.max(0, ...loads.map(({ processor }) => processor.length));
  const reasons = [...new Set(flaws.map(({ flaw }) => flaw))];
  const marks = '¹²³⁴⁵⁶⁷⁸⁹';
  const cell = (subject: DocumentSubject, id: DocumentCase['id']): string => {
    const flaw = flaws.find((each) => each.subject === subject && each.case === id)?.flaw;
    if (flaw !== undefined) return `${none} ${marks[reasons.indexOf(flaw)] ?? ''}`;
    return count(spread(loads.find((each) => each.subject === subject && each.case === id)?.processor ?? [])?.median);
  };
  const rows = documentSubjects.map((subject) => [
    titleOf(subject),
    ...documentCases.map(({ id }) => cell(subject, id)),
  ]);
  const factors = documentCases.map(({ id }) => factor(spread(besideBest(results, id))));
  const explained = reasons.map((flaw, index) => `${marks[index] ?? ''} ${flaw}`).join('; ');
  return [
    `Measured on ${day(date)}, with a load average of ${loadBefore.toFixed(1)}; load from ${load} over 16 connections, ${rounds} rounds, ${seconds} s for each load. The table shows microseconds of processor time for each request, the median of the rounds. The last row compares Mockplane with the fastest other server of the same round, with the minimum and the maximum in brackets. The target is ${wantedFactor} ×.`,
    table(
      ['', ...documentCases.map(({ title }) => title)],
      [...rows, ['**Best other, divided by Mockplane**', ...factors]],
    ),
    ...(explained
      ? [`${none} marks a request to which the server does not return the documented response: ${explained}.`]
      : []),
  ].join('\n\n');
}

function factor(value: Spread | undefined): string {
  if (!value) return none;
  const text = `${value.median.toFixed(1)} (${value.least.toFixed(1)}–${value.most.toFixed(1)})`;
  return value.median >= wantedFactor ? text : `**${text}**`;
}
