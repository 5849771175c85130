import type { Answer, Answerer } from '../contract/call.ts';
import { hasPreference } from '../contract/preferences.ts';
import type { Fault } from '../sandbox/faults/faults.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { ConnectionDropped } from './result.ts';

/** The reason of a transition that a fault rule lets fail. The journal names the rule. */
export const failedByFault = 'failed by a fault rule';

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
  const usual: Answerer = isStateless
    ? examples
    : (call) => (call.api.answersByExample && !sandbox.hasHandler(call) ? examples(call) : sandbox.answer(call));
  return (call) => {
    if (hasPreference(call.preferences)) return examples(call);
    if (call.api.isAdmin) return admin(call);
    const { fault, passed } = faults.take(call);
    call.faults?.push(...passed);
    return fault ? faulty(fault) : usual(call);

    async function faulty({ id, action, status, example, body, headers, delayMilliseconds }: Fault): Promise<Answer> {
      const by = `fault ${id}`;
      call.faults?.push({ id, action, fired: true, ...(delayMilliseconds !== undefined && { delayMilliseconds }) });
      if (delayMilliseconds) await clock.sleep(delayMilliseconds, call.signal?.());
      if (action === 'drop') throw new ConnectionDropped(by);
      if (action === 'respond') {
        const added = headers && { headers };
        if (body !== undefined) return { status: status!, body, by, ...added };
        const preferences = { code: status!, ...(example !== undefined && { example }) };
        return { ...(await examples({ ...call, preferences })), by, ...added };
      }
      const hasState = !isStateless && (!call.api.answersByExample || sandbox.hasHandler(call));
      if (action === 'fail-transition' && hasState) {
        return sandbox.answer(call, failedByFault);
      }
      return usual(call);
    }
  };
}
