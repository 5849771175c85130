import { useSignal } from '@preact/signals';
import { callAdmin } from '../model/admin-client.ts';
import { formatTimeSpan, formatUtc } from '../model/format.ts';
import type { Inspector } from '../model/inspector.ts';
import { Button } from '../parts/button.tsx';
import { isDuration } from '../model/format.ts';

const steps: readonly [string, string][] = [
  ['1s', '1 s'],
  ['1m', '1 min'],
  ['1h', '1 h'],
  ['1d', '1 day'],
];

/** The clock of the sandbox: shows the time and moves it. */
export function ClockControl({ inspector }: { inspector: Inspector }) {
  const { mirror, perform, tick, hasState } = inspector;
  const by = useSignal('');
  const clock = mirror.clock.value;
  if (!hasState.value || !clock) return null;
  void tick.value;
  const now = mirror.now();

  const advance = (duration: string): Promise<boolean> =>
    perform(
      async () =>
        `The clock shows ${formatUtc(Date.parse((await callAdmin('advanceClock', { body: { by: duration } })).now))}.`,
    );
  const run = (running: boolean): Promise<boolean> =>
    perform(async () => {
      await callAdmin('updateClock', { body: { running } });
      return running ? 'The clock runs.' : 'The clock is stopped.';
    });
  const advanceBy = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await advance(by.value)) by.value = '';
  };

  return (
    <section class="clock" aria-labelledby="clock-title">
      <header>
        <h2 id="clock-title">Clock</h2>
        <Button onClick={() => void run(!clock.running)}>{clock.running ? 'Stop' : 'Run'}</Button>
      </header>
      <p class="now">
        <time dateTime={new Date(now).toISOString()}>{formatUtc(now)}</time> UTC
        <span class="facts">
          <span class="running" data-running={clock.running}>
            {clock.running ? 'running' : 'stopped'}
          </span>
          , {offset(now - Date.now())}
        </span>
      </p>
      <div class="buttons" role="group" aria-label="Advance the clock">
        {steps.map(([duration, text]) => (
          <Button key={duration} onClick={() => void advance(duration)}>
            +{text}
          </Button>
        ))}
        <form onSubmit={(event) => void advanceBy(event)}>
          <input
            aria-label="Advance by a duration, such as 90s, 1h30m or 2d"
            placeholder="1h30m"
            size={6}
            value={by.value}
            onInput={({ currentTarget }) => (by.value = currentTarget.value.trim())}
          />
          <button type="submit" class="button" disabled={!isDuration(by.value)}>
            Go
          </button>
        </form>
      </div>
    </section>
  );
}

/** A difference below the latency of a request does not count, in milliseconds. */
const noDifference = 1_000;

function offset(milliseconds: number): string {
  if (Math.abs(milliseconds) < noDifference) return 'real time';
  return `${formatTimeSpan(Math.abs(milliseconds))} ${milliseconds > 0 ? 'ahead of' : 'behind'} real time`;
}
