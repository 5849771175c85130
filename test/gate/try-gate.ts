import { randomInt } from 'node:crypto';
import { createMockplane, type MockplaneOptions } from 'mockplane';
import { type GateOptions, type GateViolation, runGate } from './gate.ts';
import { summary } from './report.ts';
import { inProcess } from './target.ts';

/** `GATE_SEED` tries the values of another run again, `GATE_ONLY` and `GATE_PATH` one of them, `GATE_REQUESTS` more. */
const { GATE_SEED, GATE_REQUESTS, GATE_ONLY, GATE_PATH } = process.env;

export interface Trial extends Pick<GateOptions, 'prepare' | 'makeCases'> {
  /** As its seed and figures are printed: `gate of SQL`. */
  readonly name: string;
  readonly server: MockplaneOptions;
  /** How many requests to send at least, unless the environment says otherwise. */
  readonly requests: number;
}

/** Holds a server in this process to its contract. @returns the violations, and whether as many requests were sent */
export async function tryGate({
  name,
  server,
  requests: usual,
  ...cases
}: Trial): Promise<{ violations: readonly GateViolation[]; isComplete: boolean }> {
  using mockplane = createMockplane(server);
  const seed = GATE_SEED === undefined ? randomInt(2 ** 31) : Number(GATE_SEED);
  const requests = Number(GATE_REQUESTS ?? usual);
  process.stdout.write(`${name}: seed ${seed}\n`);
  const target = inProcess(mockplane.fetch);
  const figures = await runGate({ target, seed, requests, only: GATE_ONLY, path: GATE_PATH, ...cases });
  process.stdout.write(`${summary(figures)}\n`);
  const isComplete = figures.requests >= (GATE_ONLY === undefined ? requests : 1);
  return { violations: figures.violations, isComplete };
}

/** The outcome of a server that keeps its contract. */
export const kept = { violations: [], isComplete: true };
