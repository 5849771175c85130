import type { Clock, ClockState } from './clock/clock.ts';
import type { SeededRandom } from './random.ts';
import type { Store } from './store/store.ts';

/** Saves the positions of the generator and the clock with the state. */
export interface Settings {
  /** Saves the changed positions. Only a state that outlives the process needs them. */
  save(): void;
  /** Restores the saved position of the generator, and of the clock if `withClock` is true. */
  restore(withClock: boolean): void;
  /** Makes the next `save` write both, because a rollback or rewrite has changed the rows. */
  forget(): void;
}

export interface SettingsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly generator: SeededRandom;
  /** Whether the state outlives the process. */
  readonly isKept: boolean;
}

export function createSettings({ store, clock, generator, isKept }: SettingsOptions): Settings {
  let savedPosition: number | undefined;
  let savedTime: ClockState | undefined;
  return {
    save() {
      if (!isKept) return;
      const position = generator.position();
      if (position !== savedPosition) store.settings.set('generator', String(position));
      savedPosition = position;
      const time = clock.state();
      if (time.offset !== savedTime?.offset || time.stoppedAt !== savedTime.stoppedAt) {
        store.settings.set('clock', JSON.stringify(time));
      }
      savedTime = time;
    },
    restore(withClock) {
      generator.moveTo(Number(store.settings.get('generator') ?? 0));
      const saved = store.settings.get('clock');
      if (withClock && saved !== undefined) clock.restore(JSON.parse(saved) as ClockState);
    },
    forget() {
      savedPosition = undefined;
      savedTime = undefined;
    },
  };
}
