import { messages } from './messages.ts';
import type { components, operations } from '../../contract/generated/admin.ts';
import { Problem } from '../../contract/problem.ts';
import type { Clock } from '../../sandbox/clock/clock.ts';
import { parseMilliseconds } from '../../sandbox/clock/duration.ts';
import type { Handler } from '../../sandbox/handler.ts';
import { lastMoment, type Moment, parseTime, formatTime } from '../../sandbox/clock/time.ts';
import type { AdminContext } from './context.ts';

/** Returns the time of the sandbox's clock. */
export const getClock: Handler<operations['getClock'], AdminContext> = (_input, context) => ({
  status: 200,
  body: toClock(context),
});

/**
 * Sets, stops or runs the clock. Transitions that become due on the way to the new time are applied.
 *
 * @throws Problem 400 for a time before the clock's
 */
export const updateClock: Handler<operations['updateClock'], AdminContext> = ({ body }, context) => {
  const { sandbox } = context;
  const { clock } = sandbox;
  const moment = body.now === undefined ? undefined : parseTime(body.now);
  if (moment !== undefined && moment < clock.now()) {
    const violations = [{ pointer: '/body/now', message: 'must not be before the time of the clock' }];
    throw new Problem(400, messages.setBack(formatTime(clock.now()), formatTime(moment)), { violations });
  }
  sandbox.transaction(() => {
    // Stop the clock first, so that it stays at the given time to the millisecond.
    if (body.running === false) clock.stop();
    if (moment !== undefined) goTo(clock, moment);
    if (body.running === true) clock.run();
  });
  return { status: 200, body: toClock(context) };
};

/**
 * Moves the clock forward by a duration. Transitions that become due on the way are applied before the response.
 *
 * @throws Problem 400 for a time after the year 9999
 */
export const advanceClock: Handler<operations['advanceClock'], AdminContext> = ({ body }, context) => {
  const { sandbox } = context;
  const { clock } = sandbox;
  const moment = addDuration(body.by, clock.now(), '/body/by');
  sandbox.transaction(() => goTo(clock, moment));
  return { status: 200, body: toClock(context) };
};

/**
 * Adds a duration to a moment.
 *
 * @throws Problem 400 at `pointer` when the sum is after the year 9999
 */
export function addDuration(duration: string, moment: Moment, pointer: string): Moment {
  const later = moment + (parseMilliseconds(duration) ?? Infinity);
  if (later <= lastMoment) return later;
  throw new Problem(400, messages.tooFar(formatTime(lastMoment)), {
    violations: [{ pointer, message: 'is too long' }],
  });
}

/** A running clock may have passed the moment since it was compared with the clock. */
function goTo(clock: Clock, moment: Moment): void {
  clock.advance(Math.max(0, moment - clock.now()));
}

function toClock({ sandbox }: AdminContext): components['schemas']['Clock'] {
  const { clock } = sandbox;
  return {
    now: formatTime(clock.now()),
    running: clock.running(),
    offsetMilliseconds: clock.offset(),
    pendingTransitions: sandbox.context.transitions.pending().length,
  };
}
