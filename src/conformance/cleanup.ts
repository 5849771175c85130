import { isSuccess } from './capture.ts';
import type { ProbeRequest } from './send.ts';
import { buildRequest } from './request.ts';
import type { ProbeResponse } from './send.ts';
import { sourceFromStep } from './request-source.ts';
import type { RunState, CreatedResource } from './run-state.ts';
import { scenarioOf } from './scenarios.ts';

/**
 * Deletes what the run created and did not delete, including what the server created from requests it should have
 * refused.
 *
 * @returns a description of each thing that could not be deleted
 */
export async function cleanUp(
  state: RunState,
  ask: (request: ProbeRequest, retriesUntilReady: boolean) => Promise<ProbeResponse>,
): Promise<string[]> {
  const { contract } = state;
  const scenario = scenarioOf(contract);
  const left: string[] = [];
  for (const resource of state.resources) {
    if (resource.isDeleted) continue;
    const step = scenario.find(({ operation }) => operation === resource.undo)!;
    const names = await find(resource);
    if (names === 'nothing') continue;
    const own = { ...state, createdNames: { plain: new Map(names), extra: new Map<string, string>() } };
    const values = sourceFromStep(contract, scenario, step).values(own, 'plain');
    const reply = values && (await ask(buildRequest(state, resource.undo, values), step.retriesUntilReady ?? false));
    if (!reply || (!isSuccess(reply.status) && reply.status !== 404)) left.push(describe(resource));
  }
  return left;

  /**
   * Looks up a name that only a list gives, since it may be unknown so far; 'nothing' when the list does not have it.
   */
  async function find({ undo, names }: CreatedResource): Promise<ReadonlyMap<string, string> | 'nothing'> {
    const takes = Object.values(scenario.find(({ operation }) => operation === undo)?.takes ?? {});
    const finder = scenario.find(({ finds }) => finds && takes.includes(finds.what) && !names.has(finds.what));
    if (!finder?.finds) return names;
    const { finds, operation } = finder;
    const reply = await ask(buildRequest(state, operation, { names: new Map(), body: undefined }), false);
    const found = finds.find(reply.json, names.get(finds.by) ?? '');
    return found === undefined ? 'nothing' : new Map([...names, [finds.what, String(found)]]);
  }
}

function describe({ undo, names }: CreatedResource): string {
  const words = [...names].map(([name, value]) => `${name} ${value}`);
  return `${words.join(', ')} (${undo.id} did not succeed)`;
}
