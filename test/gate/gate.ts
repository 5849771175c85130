import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { type Operation, rootOperations } from '../helpers/operations.ts';
import { type Case, nameOf } from './case.ts';
import { credentials } from './credentials.ts';
import { documented } from './documented.ts';
import { echoCases } from './echoes.ts';
import { lifeCases } from './life-cases.ts';
import { paths } from './paths.ts';
import { refusals } from './refusals.ts';
import { curl } from './request.ts';
import { openSession, type Prepare, type Session } from './session.ts';
import { type Setting, settingsOf } from './setting.ts';
import { prepare2023 } from './story.ts';
import type { Target } from './target.ts';
import { tolerance } from './tolerance.ts';
import { readWorld, type World } from './world.ts';

export interface GateOptions {
  readonly target: Target;
  /** Decides every value that is sent. */
  readonly seed: number;
  /** How many requests to send, about. */
  readonly requests: number;
  /** Only cases whose name begins so. */
  readonly only?: string | undefined;
  /** The path of fast-check to one value of a case. */
  readonly path?: string | undefined;
  /** Called now and then, with how many requests were sent. */
  readonly onProgress?: (requests: number) => void;
  /** Makes what the story lacks; for the 2023 edition unless given. */
  readonly prepare?: Prepare;
  /** Makes the cases; those of the 2023 edition unless given. */
  readonly makeCases?: (session: Session) => Promise<Case[]> | Case[];
}

/** The attempts of one kind. */
export interface KindFigures {
  /** Operations, places and kinds that differ. */
  cases: number;
  /** How often the case of them that was tried least was. */
  least: number;
  checks: number;
  /** How the last request of each check was answered. */
  accepted: number;
  refused: number;
}

/** A case that failed, at its smallest. */
export interface GateViolation {
  readonly case: string;
  readonly faults: readonly string[];
  /** Lines that send the requests of it again, from the state that a reset leaves. */
  readonly curl: readonly string[];
  /** The settings with which fast-check tries this value again. */
  readonly path: string;
}

export interface GateFigures {
  readonly seed: number;
  readonly requests: number;
  readonly operations: number;
  readonly cases: number;
  readonly kinds: Readonly<Record<string, KindFigures>>;
  readonly violations: readonly GateViolation[];
  readonly seconds: number;
}

/** The attempts at every operation. */
export function casesOfOperations(
  operations: readonly Operation[],
  settings: Readonly<Record<string, Setting>>,
): Case[] {
  const scenes = operations.map((operation) => ({ operation, setting: settings[operation.id] ?? {} }));
  return [
    ...scenes.flatMap((scene) => [
      ...tolerance(scene),
      ...documented(scene),
      ...refusals(scene),
      ...credentials(scene),
    ]),
    ...paths(operations),
  ];
}

/** Everything that the gate tries at a server with the 2023 edition at its root. */
export function casesOf(world: World): Case[] {
  const settings = settingsOf(world);
  return [...casesOfOperations(rootOperations, settings), ...lifeCases(settings), ...echoCases(settings)];
}

/** Tries all cases, each as often as the others by its weight, and each by a seed of its own. */
export async function runGate({
  target,
  seed,
  requests,
  only,
  path,
  onProgress,
  prepare = prepare2023,
  makeCases = async (session) => casesOf(await readWorld(session)),
}: GateOptions): Promise<GateFigures> {
  const began = performance.now();
  const session = await openSession(target, prepare);
  const cases = (await makeCases(session)).filter((each) => only === undefined || nameOf(each).startsWith(only));
  if (cases.length === 0) throw new Error(`No case is called ${only}.`);
  const share = requests / cases.reduce((sum, { weight, cost }) => sum + weight * cost, 0);
  const kinds: Record<string, KindFigures> = {};
  const violations: GateViolation[] = [];
  for (const each of cases) {
    const figures = (kinds[each.kind] ??= { cases: 0, least: Infinity, checks: 0, accepted: 0, refused: 0 });
    const before = figures.checks;
    const violation = await tryCase(
      session,
      each,
      { seed, runs: Math.max(3, Math.ceil(share * each.weight)), path },
      figures,
    );
    if (violation) violations.push(violation);
    figures.cases++;
    figures.least = Math.min(figures.least, figures.checks - before);
    onProgress?.(session.count());
  }
  return {
    seed,
    requests: session.count(),
    operations: new Set(cases.map(({ operation }) => operation).filter((name) => !name.startsWith('/'))).size,
    cases: cases.length,
    kinds,
    violations,
    seconds: (performance.now() - began) / 1_000,
  };
}

async function tryCase(
  session: Session,
  each: Case,
  { seed, runs, path }: { readonly seed: number; readonly runs: number; readonly path: string | undefined },
  figures: KindFigures,
): Promise<GateViolation | undefined> {
  const attempt = async (value: unknown): Promise<readonly string[]> => {
    await session.begin();
    try {
      return await each.check(session, value);
    } catch (error) {
      // A check that cannot be made is no better than one that fails.
      return [error instanceof Error ? error.message : String(error)];
    }
  };
  const property = fc.asyncProperty(each.arbitrary, async (value) => {
    const faults = await attempt(value);
    figures.checks++;
    if ((session.lastStatus() ?? 500) < 400) figures.accepted++;
    else figures.refused++;
    if (faults.length > 0) throw new Error(faults.join('; '));
  });
  const parameters = { seed: seedOf(seed, nameOf(each)), numRuns: runs, ...(path !== undefined && { path }) };
  const found = await fc.check(property, parameters).catch((error: unknown) => {
    throw new Error(`${nameOf(each)}: no value could be made`, { cause: error });
  });
  if (!found.failed) return undefined;
  // Once more, to see what it says and to have its requests.
  const faults = found.counterexample ? await attempt(found.counterexample[0]) : [String(found.errorInstance)];
  return {
    case: nameOf(each),
    faults: faults.length > 0 ? faults : [`fails only now and then: ${String(found.errorInstance)}`],
    curl: session.sent().map((wire) => curl(wire, session.target.base)),
    path: found.counterexamplePath ?? '',
  };
}

/** A case has the same values whichever others are tried beside it. */
function seedOf(seed: number, name: string): number {
  return createHash('sha256').update(`${seed} ${name}`).digest().readInt32BE(0);
}
