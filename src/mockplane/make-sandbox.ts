import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { newContentId } from '../apis/admin/snapshot/contents.ts';
import { snapshotBaseline, snapshotTime } from '../apis/admin/snapshot/load.ts';
import type { GiveContent } from '../apis/admin/snapshot/load-databases.ts';
import type { Snapshot } from '../apis/admin/snapshot/save.ts';
import { emptyBaseline, storyBaseline } from '../apis/baseline.ts';
import type { Hrana } from '../apis/hrana/hrana.ts';
import { createHranaPart, type HranaPart } from '../apis/hrana/implementation.ts';
import { implementations, transitionKinds } from '../apis/implementations.ts';
import { withFirstDatabase } from '../apis/turso/resources/first-database.ts';
import { locationsOf } from '../apis/turso/2023/locations.ts';
import type { Contract } from '../contract/contract.ts';
import { lazy } from '../contract/lazy.ts';
import { type Baseline, defaultUser } from '../sandbox/baseline.ts';
import { createImages } from '../sandbox/baseline-image.ts';
import { type ClockState, createClock, realTime } from '../sandbox/clock/clock.ts';
import type { Implementation } from '../sandbox/implementation.ts';
import type { AnswerMemory } from '../sandbox/memory/answer-memory.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../sandbox/sandbox.ts';
import type { ClockStart } from '../sandbox/sandbox-settings.ts';
import type { MakeSandbox } from '../sandbox/sandboxes.ts';
import { defaultSandbox } from '../sandbox/tokens.ts';
import type { TransitionKinds } from '../sandbox/transitions.ts';
import type { EngineHost } from '../sql/engine.ts';
import { version } from './version.ts';

/** Makes sandboxes, and knows what runs the SQL of each. */
export interface SandboxMaker {
  readonly make: MakeSandbox;
  /** The data plane of a sandbox; undefined where this Node has none. */
  readonly hranaOf: (sandbox: Sandbox) => Hrana | undefined;
}

export interface SandboxMakerOptions {
  /** The contracts of the mocked APIs after the latest reload, which fault rules follow. */
  readonly mocked: () => readonly Contract[];
  /** The implementations of the user's documents after the latest reload. */
  readonly own?: (() => readonly Implementation[]) | undefined;
  /** Run SQL; undefined if this Node cannot. */
  readonly engines?: EngineHost | undefined;
  /** The seed of the key that signs sessions, in 32 bytes. */
  readonly sessionKey: Uint8Array;
  /** Remembers answers; undefined to ask the handlers each time. */
  readonly memory?: AnswerMemory | undefined;
  /** Whether the sandbox `default` has a database even when it begins empty; false by default. */
  readonly hasFirstDatabase?: boolean | undefined;
}

/**
 * Creates the factory of sandboxes. It reads the stories of the contracts once for all of them.
 *
 * @param contracts all served contracts; `createSnapshotReader` must have validated a snapshot in the settings
 */
export function createSandboxMaker(
  contracts: readonly Contract[],
  { mocked, own = () => [], engines, sessionKey, memory, hasFirstDatabase = false }: SandboxMakerOptions,
): SandboxMaker {
  const turso = contracts.find(({ api }) => api.document === 'turso-2023');
  const locations = turso ? locationsOf(turso) : {};
  const baselines = new Map<string, Baseline>();
  const prepared = (start: 'story' | 'empty', edition: string): Baseline => {
    const key = `${start} ${edition}`;
    let baseline = baselines.get(key);
    if (!baseline) {
      if (!turso) baseline = ({ store }) => store.organizations.addUser(defaultUser);
      else baseline = start === 'story' ? storyBaseline(contracts, edition) : emptyBaseline(contracts, edition);
      baselines.set(key, baseline);
    }
    return baseline;
  };
  const findImage = createImages();
  /** The initial state of a sandbox, and its image if no user has added to it. */
  const beginningOf = (
    name: string,
    start: 'story' | 'empty',
    edition: string,
  ): Pick<SandboxOptions, 'baseline' | 'image'> => {
    const shared = prepared(start, edition);
    if (turso && hasFirstDatabase && start === 'empty' && name === defaultSandbox) {
      return { baseline: withFirstDatabase(shared) };
    }
    const isStory = start === 'story';
    return {
      baseline: isStory ? withOwnRows(shared, own) : shared,
      image: isStory && own().length > 0 ? undefined : () => findImage(shared),
    };
  };

  const shownVersion = lazy(() => `mockplane ${version()} (SQLite ${process.versions['sqlite']})`);
  const parts = new WeakMap<Sandbox, HranaPart>();

  const make: MakeSandbox = ({ name, settings, directory, isNew, onExchange }) => {
    const { edition, seed, plan, hostnames, switches, transitions, baseline, snapshot, clock: start } = settings;
    const saved = baseline === 'snapshot' ? (snapshot as Snapshot) : undefined;
    // A snapshot's running clock starts at its time with each reset.
    const savedTime = start ? undefined : saved?.clock && (() => snapshotTime(saved)!);
    const startsAt = savedTime ?? (() => startOf(start));
    const clock = createClock(startsAt());
    const hrana =
      engines &&
      createHranaPart(
        engines.createEngine({ clock, directory: directory === undefined ? undefined : join(directory, 'databases') }),
        shownVersion(),
        // Rows of an earlier run may have been written at any moment before.
        directory !== undefined && existsSync(join(directory, 'databases')),
      );
    // A sandbox is made at once; the rows of a snapshot follow, and the first to use them waits.
    const giveContent: GiveContent = (store, { id, contentBase64 }) => {
      const contentId = newContentId();
      store.databases.setContent(id, contentId);
      hrana?.fill(contentId, () => Buffer.from(contentBase64!, 'base64'));
    };
    const sandbox = createSandbox({
      name,
      edition,
      contracts: mocked(),
      implementations: [...implementations, ...(hrana ? [hrana.implementation] : []), ...own()],
      locations,
      contents: hrana?.contents,
      memory,
      ...(saved
        ? { baseline: snapshotBaseline(saved, kindsWith(own()), giveContent) }
        : beginningOf(name, baseline as 'story' | 'empty', edition)),
      directory,
      seed,
      sessionKey,
      plan,
      hostnames,
      switches,
      transitions,
      clock,
      clockIsGiven: start !== undefined && isNew,
      initialTime: savedTime,
      onExchange,
    });
    if (hrana) parts.set(sandbox, hrana);
    return sandbox;
  };
  return { make, hranaOf: (sandbox) => parts.get(sandbox)?.hrana() };
}

function startOf(start: ClockStart | undefined): ClockState {
  if (!start) return realTime;
  const now = start.now ?? Date.now();
  return start.isRunning ? { offset: now - Date.now(), stoppedAt: undefined } : { offset: 0, stoppedAt: now };
}

/** A baseline with the rows of the user's handlers. A reload takes effect with the next reset. */
function withOwnRows(baseline: Baseline, own: () => readonly Implementation[]): Baseline {
  return (context) => {
    baseline(context);
    const story = { ...context, signingKey: () => context.generator.bytes(32) };
    for (const { baseline: rows } of own()) rows?.resources?.(story, noExample);
  };
}

function noExample(): never {
  throw new Error('The rows of handlers are read from no example.');
}

/** The kinds of transitions, with those of the user's handlers. */
export function kindsWith(own: readonly Implementation[]): TransitionKinds {
  return Object.fromEntries([
    ...Object.entries(transitionKinds),
    ...own.flatMap(({ transitions = {} }) => Object.entries(transitions)),
  ]);
}
