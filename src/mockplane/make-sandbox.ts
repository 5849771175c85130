import { snapshotBaseline, snapshotTime } from '../apis/admin/snapshot/load.ts';
import type { Snapshot } from '../apis/admin/snapshot/save.ts';
import { emptyBaseline, storyBaseline } from '../apis/baseline.ts';
import { implementations, transitionKinds } from '../apis/implementations.ts';
import { locationsOf } from '../apis/turso/2023/locations.ts';
import type { Contract } from '../contract/contract.ts';
import type { Baseline } from '../sandbox/baseline.ts';
import { type ClockState, createClock, realTime } from '../sandbox/clock/clock.ts';
import { createSandbox } from '../sandbox/sandbox.ts';
import type { ClockStart } from '../sandbox/sandbox-settings.ts';
import type { MakeSandbox } from '../sandbox/sandboxes.ts';

/**
 * Creates the factory of sandboxes. It reads the stories of the contracts once for all of them.
 *
 * @param contracts all served contracts; `createSnapshotReader` must have validated a snapshot in the settings
 * @param mocked the contracts of the mocked APIs after the latest reload, which fault rules follow
 */
export function createSandboxMaker(contracts: readonly Contract[], mocked: () => readonly Contract[]): MakeSandbox {
  const locations = locationsOf(contracts.find(({ api }) => api.document === 'turso-2023')!);
  const baselines = new Map<string, Baseline>();
  const prepared = (name: 'story' | 'empty', edition: string): Baseline => {
    const key = `${name} ${edition}`;
    let baseline = baselines.get(key);
    if (!baseline) {
      baseline = name === 'story' ? storyBaseline(contracts, edition) : emptyBaseline(contracts, edition);
      baselines.set(key, baseline);
    }
    return baseline;
  };

  return ({ name, settings, directory, isNew, onExchange }) => {
    const { edition, seed, plan, transitions, baseline, snapshot, clock: start } = settings;
    const saved = baseline === 'snapshot' ? (snapshot as Snapshot) : undefined;
    const startsAt = saved && !start ? () => snapshotTime(saved) : () => startOf(start);
    return createSandbox({
      name,
      edition,
      contracts: mocked(),
      implementations,
      locations,
      baseline: saved ? snapshotBaseline(saved, transitionKinds) : prepared(baseline as 'story' | 'empty', edition),
      directory,
      seed,
      plan,
      transitions,
      clock: createClock(startsAt()),
      clockIsGiven: start !== undefined && isNew,
      initialTime: saved && !start ? startsAt : undefined,
      onExchange,
    });
  };
}

function startOf(start: ClockStart | undefined): ClockState {
  if (!start) return realTime;
  const now = start.now ?? Date.now();
  return start.isRunning ? { offset: now - Date.now(), stoppedAt: undefined } : { offset: 0, stoppedAt: now };
}
