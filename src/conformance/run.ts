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

/** The server, the contract and the settings of a run. */
export interface ConformanceOptions {
  readonly contract: Contract;
  /** The server's URL. */
  readonly url?: string | undefined;
  /** The function that sends the requests; the global `fetch` unless given. A Mockplane's own needs no `url`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** A token that the server accepts. */
  readonly token: string;
  /** Values to use instead of the contract's examples of parameters: `{ org_slug: 'acme' }`. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** Part of the names of created things; random unless given. */
  readonly id?: string | undefined;
  /** Waits before a retry; the real time unless given. With a controlled clock, advance it instead. */
  readonly pause?: ((milliseconds: number) => Promise<void>) | undefined;
  /** Called before each probe. */
  readonly onProbe?: ((probe: { operation: string; name: string; number: number; total: number }) => void) | undefined;
}

/** The result of a run: how the server kept the contract. */
export interface ConformanceReport {
  readonly api: string;
  /** How many probes were sent. */
  readonly probes: number;
  /** Operations that answered a valid request with a success. */
  readonly reached: readonly string[];
  /**
   * The other operations with the status of the valid request; undefined when none was sent, because the resource that
   * it needs was missing.
   */
  readonly unreached: readonly { readonly operation: string; readonly status: number | undefined }[];
  readonly violations: readonly ConformanceViolation[];
  /** Created things that could not be deleted. */
  readonly leftBehind: readonly string[];
}

/** The server did not answer the first request. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

const pauseMilliseconds = 1_000;
/** How many pauses a run makes in all for resources that are not ready. */
const pauses = 60;

/**
 * Checks a server against a contract. The names of created things begin with `mockplane-check-`; the run deletes them
 * at the end and leaves everything else as it is.
 *
 * @throws UnreachableError when the first request reaches no server
 */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceReport> {
  const { contract, url = inProcessOrigin, pause = (milliseconds) => sleep(milliseconds), onProbe } = options;
  const target: Target = { url: url.replace(/(?<!\/)\/+$/, ''), fetch: options.fetch ?? globalThis.fetch };
  const state = createState(options);
  const violations = new Map<string, ConformanceViolation>();
  const reached = new Set<string>();
  const suite = conformanceSuite(contract);
  const unanswered = new Set<string>();
  let pausesLeft = pauses;
  let sent = 0;

  const ask = async (request: ProbeRequest, retriesUntilReady: boolean): Promise<ProbeResponse> => {
    for (;;) {
      const reply = await send(target, request);
      // Both APIs answer 400 or 409 when a resource is not in the right state.
      if (!retriesUntilReady || (reply.status !== 400 && reply.status !== 409) || pausesLeft === 0) return reply;
      pausesLeft--;
      await pause(pauseMilliseconds);
    }
  };

  for (const probe of suite) {
    // After one valid request got no response, skip the other valid requests to that operation.
    const request = probe.isValid && unanswered.has(probe.operation.id) ? undefined : probe.request(state);
    if (!request) continue;
    onProbe?.({ operation: probe.operation.id, name: probe.name, number: sent + 1, total: suite.length });
    const reply = await ask(request, probe.retriesUntilReady);
    if (reply.isUnreachable && sent === 0) throw new UnreachableError(`${target.url} cannot be reached: ${reply.text}`);
    sent++;
    for (const violation of judge(probe, reply, state)) report(violations, probe, request, reply, violation);
    probe.keep(reply, request, state);
    if (probe.isValid && isSuccess(reply.status)) reached.add(probe.operation.id);
    if (probe.isValid && reply.status === 0) unanswered.add(probe.operation.id);
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
    createdNames: { plain: new Map(), extra: new Map() },
    statuses: new Map(),
    seen: new Set(),
    resources: [],
  };
}

function judge(probe: Probe, reply: ProbeResponse, state: RunState): readonly Violation[] {
  return reply.status === 0 ? [{ pointer: '', message: `no response: ${reply.text}` }] : probe.judge(reply, state);
}

/** Keeps a violation, unless another probe of the operation has shown the same one. */
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
