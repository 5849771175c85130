import type { Answerer } from '../contract/call.ts';
import type { Operation } from '../contract/operation.ts';
import { hasPreference } from '../contract/preferences.ts';
import type { Clock } from '../sandbox/clock/clock.ts';
import type { Fault, Faults } from '../sandbox/faults/faults.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { ConnectionDropped } from './result.ts';

export interface AnswererParts {
  readonly examples: Answerer;
  /** Undefined for a Mockplane that answers with examples. */
  readonly sandbox: Sandbox | undefined;
  /** Answers the operations of Mockplane's own API. */
  readonly own: Answerer | undefined;
  readonly ownOperations: readonly Operation[];
  readonly clock: Clock;
  readonly faults: Faults;
}

/** Examples where they are asked for, what a fault rule says where one hits, else the sandbox. */
export function createAnswerStep({ examples, sandbox, own, ownOperations, clock, faults }: AnswererParts): Answerer {
  const isOwn = new Set(ownOperations);
  const usual: Answerer = sandbox ? (call) => sandbox.answer(call) : examples;
  return (call) => {
    if (hasPreference(call.preferences)) return examples(call);
    if (own && isOwn.has(call.operation)) return own(call);
    const fault = faults.take(call.operation.id);
    return fault ? faulty(fault) : usual(call);

    async function faulty({ id, action, status, example, delayMilliseconds }: Fault) {
      const by = `fault ${id}`;
      if (delayMilliseconds) await clock.sleep(delayMilliseconds, call.signal?.());
      if (action === 'drop') throw new ConnectionDropped(by);
      if (action === 'respond') {
        const preferences = { code: status!, ...(example !== undefined && { example }) };
        return { ...(await examples({ ...call, preferences })), by };
      }
      if (action === 'fail-transition' && sandbox) return sandbox.answer(call, `failed by ${by}`);
      return usual(call);
    }
  };
}
