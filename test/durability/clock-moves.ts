import { clockFact } from './facts.ts';
import type { Expected } from './ledger.ts';
import type { Hand, Move } from './hand.ts';

const hour = 3_600_000;

/** A move of the clock: on by an hour, to a stop further on, or on again from there. */
export function moveClock({ clock, random }: Hand): Move {
  const [state, place] = clock.fact.split(' ');
  if (state === 'stopped') return update(clock, { running: true }, `running ${Number(place) - Date.now()}`);
  const ahead = Number(place) + hour;
  if (random.below(3) === 0) {
    const stop = Date.now() + ahead;
    return update(clock, { now: new Date(stop).toISOString(), running: false }, `stopped ${stop}`);
  }
  return {
    ...update(clock, { by: '1h' }, `running ${ahead}`),
    method: 'POST',
    path: '/_mockplane/clock/advance',
  };
}

function update(clock: Hand['clock'], body: object, expected: string): Move {
  return {
    method: 'PATCH',
    path: '/_mockplane/clock',
    body,
    status: 200,
    changes: new Map([['clock', clockAt(expected)]]),
    learn(reply) {
      clock.fact = clockFact(reply);
      return new Map([['clock', clockAt(clock.fact)]]);
    },
  };
}

/** A clock that runs cannot be read twice at one moment; one that was not moved is an hour off. */
export function clockAt(expected: string): Expected {
  const [state, place] = expected.split(' ');
  return (actual) => {
    const [otherState, otherPlace] = actual.split(' ');
    if (state !== otherState) return false;
    return state === 'stopped' ? place === otherPlace : Math.abs(Number(place) - Number(otherPlace)) < hour / 2;
  };
}
