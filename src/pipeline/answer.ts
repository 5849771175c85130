import type { Answer, Answerer, Call } from '../contract/call.ts';
import { isJson } from '../contract/media-type.ts';
import { chooseResponse, hasPreference, type Preferences } from '../contract/preferences.ts';
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
        const answer = documented(call, preferences) ?? (await examples({ ...call, preferences }));
        return { ...answer, by, ...added };
      }
      const hasState = !isStateless && (!call.api.answersByExample || sandbox.hasHandler(call));
      if (action === 'fail-transition' && hasState) {
        return sandbox.answer(call, failedByFault);
      }
      return usual(call);
    }
  };
}

/**
 * The answer that the contract documents, for rules: Prism would give the same, but takes a second to load, which a test
 * with one rule would pay for.
 *
 * @returns undefined where Prism or the documents of users have to choose
 * @throws Problem 400 for a status or an example that is not documented
 */
function documented({ api, operation }: Call, preferences: Preferences): Pick<Answer, 'status' | 'body'> | undefined {
  if (api.answersByExample) return undefined;
  const { response, example } = chooseResponse(operation, preferences);
  const { status, content } = response;
  if (!content) return { status, body: undefined };
  return isJson(content.mediaType) && example !== undefined
    ? { status, body: content.examples.get(example) }
    : undefined;
}
