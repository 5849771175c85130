import { setTimeout as sleep } from 'node:timers/promises';
import type { Farm } from './farm.ts';
import { createPlayer, type Player } from './player.ts';

export interface PlayOptions {
  readonly sandboxes: number;
  /** Writes of each sandbox, half of them before the crash. */
  readonly writes: number;
  /** How a server goes in the middle; killed unless given. */
  readonly end?: 'kill' | 'terminate';
}

export interface Played {
  /** Rows and databases that are not as they should be. */
  readonly defects: readonly string[];
  readonly acknowledged: number;
  /** Requests that got no answer of a sandbox. */
  readonly failures: number;
}

/** Requests at once. */
const concurrency = 32;

/** Drives sandboxes through a balancer, ends a server in the middle, starts it again, and compares what there is. */
export async function play(farm: Farm, { sandboxes, writes, end = 'kill' }: PlayOptions): Promise<Played> {
  const players = Array.from({ length: sandboxes }, (_, index) => createPlayer(farm.url, `box-${index + 1}`));
  let acknowledged = 0;
  const turn = async (player: Player, step: number): Promise<void> => {
    const isDone = await (step % 4 === 3 ? player.create() : player.insert());
    if (isDone) acknowledged += 1;
    else await sleep(50);
  };
  const half = Math.floor(writes / 2);
  const half1 = everyone(players, async (player) => {
    for (let step = 0; step < half; step++) await turn(player, step);
  });
  await half1;
  const rest = everyone(players, async (player) => {
    for (let step = half; step < writes; step++) await turn(player, step);
  });
  // The load of the second half is on when the server goes.
  const victim = 0;
  await sleep(20);
  await farm[end](victim);
  await farm.restart(victim);
  await rest;
  const defects: string[] = [];
  await everyone(players, async (player) => void defects.push(...(await player.compare())));
  const failures = players.reduce((sum, player) => sum + player.failures(), 0);
  return { defects, acknowledged, failures };
}

/** Runs a task for each player, some at once. */
async function everyone(players: readonly Player[], task: (player: Player) => Promise<void>): Promise<void> {
  const left = [...players];
  const work = async (): Promise<void> => {
    for (let player = left.shift(); player; player = left.shift()) await task(player);
  };
  await Promise.all(Array.from({ length: concurrency }, work));
}
