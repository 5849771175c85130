import { type Baseline, writeBaseline } from './baseline.ts';
import { createClock } from './clock/clock.ts';
import { resourceLimits } from './limits.ts';
import { createSeededRandom } from './random.ts';
import { createStateImage } from './store/state-image.ts';
import type { StateImage } from './store/open-memory.ts';

/** Finds the image of what a baseline writes; undefined to let it write. */
export type FindImage = (baseline: Baseline) => StateImage | undefined;

/** An image takes about as long as three sandboxes, so it is made for the third. */
const worthwhile = 3;

/** Creates the function that finds images. It makes the image of a baseline once the baseline was often asked for. */
export function createImages(): FindImage {
  const known = new WeakMap<Baseline, { asked: number; image?: StateImage | undefined }>();
  return (baseline) => {
    let found = known.get(baseline);
    if (!found) known.set(baseline, (found = { asked: 0 }));
    found.asked += 1;
    if (found.asked === worthwhile) found.image = createBaselineImage(baseline);
    return found.image;
  };
}

/**
 * Makes the image of what a baseline writes.
 *
 * @returns undefined for a baseline whose rows depend on more than the time: what it draws, or the name of the sandbox
 */
export function createBaselineImage(baseline: Baseline): StateImage | undefined {
  let drawn = 0;
  const image = createStateImage((store, now) => {
    const generator = createSeededRandom();
    const clock = createClock({ offset: 0, stoppedAt: now });
    writeBaseline(baseline, { sandbox: `at-${now}`, store, clock, generator, limits: resourceLimits });
    drawn += generator.position();
  });
  return drawn === 0 ? image : undefined;
}
