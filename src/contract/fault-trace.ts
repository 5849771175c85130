/** A fault rule that matched a call, and what it did. */
export interface FaultTrace {
  readonly id: number;
  readonly action: 'respond' | 'drop' | 'delay' | 'fail-transition';
  readonly fired: boolean;
  /** How long the rule made the request wait, by the clock. */
  readonly delayMilliseconds?: number;
  /** Why the rule did not fire. */
  readonly reason?: string;
}

/**
 * Says in words what fault rules did to a request. It leaves out a rule that only answered or dropped it: the source of
 * the answer names that one.
 */
export function describeFaults(faults: readonly FaultTrace[]): string[] {
  return faults
    .filter(({ fired, action, delayMilliseconds }) => {
      const isSource = action === 'respond' || action === 'drop';
      return !fired || !isSource || delayMilliseconds !== undefined;
    })
    .map(describeFault);
}

function describeFault({ id, action, fired, delayMilliseconds, reason }: FaultTrace): string {
  if (!fired) return `fault ${id} matched and did not fire: ${reason}`;
  const effects = {
    respond: 'answered it',
    drop: 'dropped the connection',
    delay: '',
    'fail-transition': 'makes its transition fail',
  };
  const delayed = delayMilliseconds === undefined ? '' : `delayed it by ${delayMilliseconds} ms`;
  return `fault ${id} ${[delayed, effects[action]].filter(Boolean).join(' and ')}`;
}

/** Formats the rules as a header: `1;action=delay;delay=1500, 2;action=drop;fired=?0` (a list of RFC 9651). */
export function faultHeader(faults: readonly FaultTrace[]): string {
  return faults
    .map(({ id, action, fired, delayMilliseconds }) => {
      const delay = delayMilliseconds === undefined ? '' : `;delay=${delayMilliseconds}`;
      return `${id};action=${action}${delay}${fired ? '' : ';fired=?0'}`;
    })
    .join(', ');
}
