import { isSuccess } from './capture.ts';
import type { ProbeRequest } from './probe.ts';
import { buildRequest } from './request.ts';
import type { Reply } from './send.ts';
import { settingOf } from './request-source.ts';
import type { State, Thing } from './run-state.ts';
import { storyOf } from './scenarios.ts';

/**
 * Destroys what the suite has created and the story has not destroyed again: what a server made of a request that it
 * should have refused.
 *
 * @returns what is still there
 */
export async function takeAway(
  state: State,
  ask: (request: ProbeRequest, waits: boolean) => Promise<Reply>,
): Promise<string[]> {
  const { contract } = state;
  const story = storyOf(contract);
  const left: string[] = [];
  for (const thing of state.things) {
    if (thing.gone) continue;
    const scene = story.find(({ operation }) => operation === thing.undo)!;
    const names = await find(thing);
    if (names === 'nothing') continue;
    const own = { ...state, tracks: { plain: new Map(names), extra: new Map<string, string>() } };
    const lines = settingOf(contract, story, scene).lines(own, 'plain');
    const reply = lines && (await ask(buildRequest(state, thing.undo, lines), scene.waits ?? false));
    if (!reply || (!isSuccess(reply.status) && reply.status !== 404)) left.push(describe(thing));
  }
  return left;

  /** What only a list names is looked up there once more. */
  async function find({ undo, names }: Thing): Promise<ReadonlyMap<string, string> | 'nothing'> {
    const takes = Object.values(story.find(({ operation }) => operation === undo)?.takes ?? {});
    const finder = story.find(({ finds }) => finds && takes.includes(finds.what) && !names.has(finds.what));
    if (!finder?.finds) return names;
    const { finds, operation } = finder;
    const reply = await ask(buildRequest(state, operation, { names: new Map(), body: undefined }), false);
    const found = finds.find(reply.json, names.get(finds.by) ?? '');
    return found === undefined ? 'nothing' : new Map([...names, [finds.what, String(found)]]);
  }
}

function describe({ undo, names }: Thing): string {
  const words = [...names].map(([name, value]) => `${name} ${value}`);
  return `${words.join(', ')} (${undo.id} did not succeed)`;
}
