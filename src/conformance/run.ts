import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contract } from '../contract/contract.ts';
import { inProcessOrigin } from '../contract/http-message.ts';
import type { Violation } from '../contract/problem.ts';
import { isSuccess } from './capture.ts';
import { createNames } from './unique-names.ts';
import type { ConformanceViolation, Probe } from './probe.ts';
import type { ProbeRequest } from './send.ts';
import { type ProbeResponse, send, type Target } from './send.ts';
import type { RunState } from './run-state.ts';
import { conformanceSuite } from './suite.ts';
import { cleanUp } from './cleanup.ts';

export interface ConformanceOptions {
  readonly contract: Contract;
  /** Where the server is. */
  readonly url?: string | undefined;
  /** What sends the requests: the global one unless given; that of a Mockplane needs no `url`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** A token that the server accepts. */
  readonly token: string;
  /** Values of parameters that take the place of the contract's examples: `{ org_slug: 'acme' }`. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** Part of the names of what is created; random unless given. */
  readonly id?: string | undefined;
  /** Waits a while until what was created is ready; on a clock of your own, advance it. */
  readonly pause?: ((milliseconds: number) => Promise<void>) | undefined;
  /** Called before each probe. */
  readonly onProbe?: ((probe: { operation: string; name: string; number: number; total: number }) => void) | undefined;
}

/** How a server was found to keep its contract. */
export interface ConformanceReport {
  readonly api: string;
  /** How many probes were sent. */
  readonly probes: number;
  /** Operations that answered a valid request with a success. */
  readonly reached: readonly string[];
  /** The others, and the status of the valid request; undefined where there was none, for lack of what it acts on. */
  readonly unreached: readonly { readonly operation: string; readonly status: number | undefined }[];
  readonly violations: readonly ConformanceViolation[];
  /** What was created and could not be taken away again. */
  readonly leftBehind: readonly string[];
}

/** Nobody answers where the server should be. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

const pauseMilliseconds = 1_000;
/** How often in a run something is asked again that was not ready. */
const pauses = 60;

/**
 * Holds a server to a contract. What it creates is called `mockplane-check-…`, and destroyed in the end; what was there
 * before stays as it is.
 *
 * @throws UnreachableError when the first request has no reply
 */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceReport> {
  const { contract, url = inProcessOrigin, pause = (milliseconds) => sleep(milliseconds), onProbe } = options;
  const target: Target = { url: url.replace(/(?<!\/)\/+$/, ''), fetch: options.fetch ?? globalThis.fetch };
  const state = createState(options);
  const violations = new Map<string, ConformanceViolation>();
  const reached = new Set<string>();
  const suite = conformanceSuite(contract);
  const silent = new Set<string>();
  let pausesLeft = pauses;
  let sent = 0;

  const ask = async (request: ProbeRequest, retriesUntilReady: boolean): Promise<ProbeResponse> => {
    for (;;) {
      const reply = await send(target, request);
      // 400 and 409 are how both APIs say that something is in no state for this.
      if (!retriesUntilReady || (reply.status !== 400 && reply.status !== 409) || pausesLeft === 0) return reply;
      pausesLeft--;
      await pause(pauseMilliseconds);
    }
  };

  for (const probe of suite) {
    // Who has waited in vain for a reply to a valid request does not wait for another.
    const request = probe.isValid && silent.has(probe.operation.id) ? undefined : probe.request(state);
    if (!request) continue;
    onProbe?.({ operation: probe.operation.id, name: probe.name, number: sent + 1, total: suite.length });
    const reply = await ask(request, probe.retriesUntilReady);
    if (reply.status === 0 && sent === 0) throw new UnreachableError(`${target.url} cannot be reached: ${reply.text}`);
    sent++;
    for (const violation of judge(probe, reply, state)) report(violations, probe, request, reply, violation);
    probe.keep(reply, request, state);
    if (probe.isValid && isSuccess(reply.status)) reached.add(probe.operation.id);
    if (probe.isValid && reply.status === 0) silent.add(probe.operation.id);
  }
  const leftBehind = await cleanUp(state, ask);
  return {
    api: contract.api.name,
    probes: sent,
    reached: [...reached],
    unreached: contract.operations
      .filter(({ id }) => !reached.has(id))
      .map(({ id }) => ({ operation: id, status: state.statuses.get(id) })),
    violations: [...violations.values()],
    leftBehind,
  };
}

function createState({
  contract,
  token,
  values = {},
  id = randomBytes(3).toString('hex'),
}: ConformanceOptions): RunState {
  return {
    contract,
    token,
    values,
    names: createNames(id),
    tracks: { plain: new Map(), extra: new Map() },
    statuses: new Map(),
    seen: new Set(),
    things: [],
  };
}

function judge(probe: Probe, reply: ProbeResponse, state: RunState): readonly Violation[] {
  return reply.status === 0 ? [{ pointer: '', message: `no reply: ${reply.text}` }] : probe.judge(reply, state);
}

/** Keeps a violation, unless another probe has shown the same of the operation. */
function report(
  violations: Map<string, ConformanceViolation>,
  { operation, name }: Probe,
  { method, path }: ProbeRequest,
  { status }: ProbeResponse,
  { pointer, message }: Violation,
): void {
  const key = [operation.id, status, pointer, message].join(' ');
  if (violations.has(key)) return;
  violations.set(key, { operation: operation.id, probe: name, request: { method, path }, status, pointer, message });
}
