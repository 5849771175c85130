/** The endings of the compressed files that the build writes, by content coding. The first one is the smallest. */
export const codings = { br: '.br', gzip: '.gz' } as const;

/** A content coding, or `identity` for a file as it is. */
export type Coding = keyof typeof codings | 'identity';

/**
 * Chooses the content coding of a response (RFC 9110 section 12.5.3): the accepted one with the highest weight, and the
 * smaller file where weights are equal.
 *
 * @param header the `Accept-Encoding` of the request; without one, the file is sent as it is
 * @param available the codings that the file has
 */
export function chooseCoding(header: string | undefined, available: readonly Coding[]): Coding {
  if (header === undefined) return 'identity';
  const weights = new Map(header.split(',').map(parseWeight));
  const weightOf = (coding: Coding): number => {
    const weight = weights.get(coding) ?? (coding === 'gzip' ? weights.get('x-gzip') : undefined) ?? weights.get('*');
    // A coding that the header does not name is not accepted. A file as it is, is accepted unless it is refused.
    return weight ?? (coding === 'identity' ? leastWeight : 0);
  };
  let chosen: Coding = 'identity';
  for (const coding of available.toReversed()) {
    if (weightOf(coding) > 0 && weightOf(coding) >= weightOf(chosen)) chosen = coding;
  }
  return chosen;
}

/** Below every weight that a header can state. */
const leastWeight = 0.0001;

function parseWeight(part: string): [coding: string, weight: number] {
  const [coding = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
  const weight = parameters.find((each) => each.startsWith('q='))?.slice('q='.length);
  const value = weight === undefined ? 1 : Number(weight);
  return [coding, Number.isNaN(value) ? 0 : value];
}
