import { count, day, none } from '../../render/format.ts';
import { table } from '../../render/table.ts';
import { titleOf } from '../../render/titles.ts';
import { ratios, type Spread, spread } from '../../statistics.ts';
import { stripeCases } from './cases.ts';
import { type StripeResults, stripeSubjects, type StripeSubject } from './results.ts';

/** The section of the guide's page. */
export function stripeSection(results: StripeResults): string {
  const { date, load, seconds, loadBefore, version, answers, loads, starts } = results;
  const columns: readonly { readonly title: string; readonly of: (subject: StripeSubject) => readonly number[] }[] = [
    ...stripeCases.map(({ id, title }) => ({
      title,
      of: (subject: StripeSubject) =>
        loads.find((each) => each.case === id && each.subject === subject)?.processor ?? [],
    })),
    {
      title: 'Start, ms',
      of: (subject) => starts.find((each) => each.subject === subject)?.processor ?? [],
    },
    {
      title: 'Memory, MB',
      of: (subject) => starts.find((each) => each.subject === subject)?.memory ?? [],
    },
  ];
  const rounds = Math.max(0, ...columns.flatMap(({ of }) => stripeSubjects.map((subject) => of(subject).length)));
  const rows = stripeSubjects.map((subject) => [
    titleOf(subject),
    ...columns.map(({ of }) => count(spread(of(subject))?.median)),
  ]);
  const factors = columns.map(({ of }) => factor(spread(ratios(of('stripe-mock'), of('mockplane')))));
  const invalid = stripeSubjects.flatMap((subject) => {
    const status = answers.find((each) => each.case === 'invalid' && each.subject === subject)?.status;
    return status === undefined ? [] : `${status} from ${titleOf(subject)}`;
  });
  const flaws = answers.flatMap(({ case: id, subject, flaw }) =>
    flaw === undefined ? [] : `${titleOf(subject)}, ${stripeCases.find((each) => each.id === id)!.title}: ${flaw}`,
  );
  return [
    `Measured on ${day(date)}, with version ${version} of the document and a load average of ${loadBefore.toFixed(1)}; load from ${load} over 16 connections, ${rounds} rounds, ${seconds} s for each load. The first columns show microseconds of processor time for each request. Start is the processor time from the launch of the process to its first 200, and memory is the resident memory half a second later. All figures are the median of the rounds. The last row compares both servers in the same round, with the minimum and the maximum in brackets; below 1, stripe-mock needs less.`,
    table(['', ...columns.map(({ title }) => title)], [...rows, ['**stripe-mock, divided by Mockplane**', ...factors]]),
    `The benchmark checks each response against the document before it measures. The invalid POST gets ${invalid.join(' and ')}.`,
    ...(flaws.length > 0
      ? [`${none} marks a request to which the server does not return the documented response: ${flaws.join('; ')}.`]
      : []),
  ].join('\n\n');
}

function factor(value: Spread | undefined): string {
  if (!value) return none;
  return `${value.median.toFixed(2)} (${value.least.toFixed(2)}–${value.most.toFixed(2)})`;
}
