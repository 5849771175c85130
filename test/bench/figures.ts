import type { CaseId } from './cases.ts';
import type { LoadResult, Results, Sample } from './results.ts';
import { ratios, type Spread, spread } from './statistics.ts';
import type { SubjectId } from './subjects/subject.ts';

/** Which of the loads a figure is about. */
export interface Place {
  readonly case: CaseId;
  readonly subject: SubjectId;
  readonly connections: number;
}

/** The figures that follow from the results; undefined if something was not measured. */
export interface Figures {
  /** Answers a second. */
  perSecond(place: Place): Spread | undefined;
  /** Answers a second as a part of the bare server's in the same round. */
  beside(place: Place): Spread | undefined;
  /** Microseconds of processor time for a request. */
  processor(place: Place): Spread | undefined;
  /** The bare server's processor time for a request as a part of this one's, in the same round. */
  besideProcessor(place: Place): Spread | undefined;
  /** This one's processor time for a request as a multiple of the bare server's, in the same round. */
  processorRatio(place: Place): Spread | undefined;
  /** The time within which 99 of 100 requests are answered as a multiple of the bare server's, in the same round. */
  p99Ratio(place: Place): Spread | undefined;
  /** The part of the time in which the server had a processor. */
  busy(place: Place): Spread | undefined;
  /** One against another, round by round. */
  against(place: Place, other: Place): number[];
  /** A time of starting beside the bare server's in the same round. */
  startBeside(subject: SubjectId): Spread | undefined;
  /** The numbers of connections that a case was measured at. */
  connections(id?: CaseId): number[];
}

export function createFigures({ loads, startups }: Results): Figures {
  const find = (place: Place): LoadResult | undefined =>
    loads.find(
      ({ case: id, subject, connections }) =>
        id === place.case && subject === place.subject && connections === place.connections,
    );
  const values = (place: Place, name: keyof Sample): number[] =>
    find(place)?.samples.flatMap((sample) => sample[name] ?? []) ?? [];
  const against: Figures['against'] = (place, other) => ratios(values(place, 'perSecond'), values(other, 'perSecond'));
  const besideFloor = (place: Place, name: keyof Sample): number[] =>
    ratios(values(place, name), values({ ...place, subject: 'floor' }, name));
  return {
    perSecond: (place) => spread(values(place, 'perSecond')),
    beside: (place) => spread(against(place, { ...place, subject: 'floor' })),
    processor: (place) => spread(values(place, 'processor')),
    besideProcessor: (place) =>
      spread(ratios(values({ ...place, subject: 'floor' }, 'processor'), values(place, 'processor'))),
    processorRatio: (place) => spread(besideFloor(place, 'processor')),
    p99Ratio: (place) => spread(besideFloor(place, 'p99')),
    busy: (place) => spread(values(place, 'busy')),
    against,
    startBeside: (subject) => spread(ratios(startups[subject] ?? [], startups.floor ?? [])),
    connections(id) {
      const found = loads.filter((each) => id === undefined || each.case === id).map(({ connections }) => connections);
      return [...new Set(found)].toSorted((left, right) => left - right);
    },
  };
}
