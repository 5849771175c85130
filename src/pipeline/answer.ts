import type { Answerer } from '../contract/call.ts';
import { hasPreference } from '../contract/preferences.ts';
import type { Fault } from '../sandbox/faults/faults.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { ConnectionDropped } from './result.ts';

export interface AnswerStepOptions {
  /** Answers with the examples of the contracts. */
  readonly examples: Answerer;
  readonly sandbox: Sandbox;
  /** Whether examples answer every call. The sandbox then only provides clock, faults and journal. */
  readonly isStateless: boolean;
  /** Answers the operations of the admin API. */
  readonly admin: Answerer;
}

/**
 * Creates the step that answers calls: an example if the request prefers one, a matching fault, or else the sandbox.
 */
export function createAnswerStep({ examples, sandbox, isStateless, admin }: AnswerStepOptions): Answerer {
  const { clock, faults } = sandbox;
  const usual: Answerer = isStateless ? examples : (call) => sandbox.answer(call);
  return (call) => {
    if (hasPreference(call.preferences)) return examples(call);
    if (call.api.isAdmin) return admin(call);
    const fault = faults.take(call.operation);
    return fault ? faulty(fault) : usual(call);

    async function faulty({ id, action, status, example, delayMilliseconds }: Fault) {
      const by = `fault ${id}`;
      if (delayMilliseconds) await clock.sleep(delayMilliseconds, call.signal?.());
      if (action === 'drop') throw new ConnectionDropped(by);
      if (action === 'respond') {
        const preferences = { code: status!, ...(example !== undefined && { example }) };
        return { ...(await examples({ ...call, preferences })), by };
      }
      if (action === 'fail-transition' && !isStateless) return sandbox.answer(call, `failed by ${by}`);
      return usual(call);
    }
  };
}
