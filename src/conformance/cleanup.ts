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
  const story = scenarioOf(contract);
  const left: string[] = [];
  for (const thing of state.things) {
    if (thing.gone) continue;
    const scene = story.find(({ operation }) => operation === thing.undo)!;
    const names = await find(thing);
    if (names === 'nothing') continue;
    const own = { ...state, tracks: { plain: new Map(names), extra: new Map<string, string>() } };
    const lines = sourceFromStep(contract, story, scene).lines(own, 'plain');
    const reply = lines && (await ask(buildRequest(state, thing.undo, lines), scene.retriesUntilReady ?? false));
    if (!reply || (!isSuccess(reply.status) && reply.status !== 404)) left.push(describe(thing));
  }
  return left;

  /**
   * Looks up a name that only a list gives, since it may be unknown so far; 'nothing' when the list does not have it.
   */
  async function find({ undo, names }: CreatedResource): Promise<ReadonlyMap<string, string> | 'nothing'> {
    const takes = Object.values(story.find(({ operation }) => operation === undo)?.takes ?? {});
    const finder = story.find(({ finds }) => finds && takes.includes(finds.what) && !names.has(finds.what));
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
