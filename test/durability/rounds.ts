import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { work } from './crew.ts';
import { compareLists, observe } from './facts.ts';
import { createLedger, type Facts } from './ledger.ts';
import type { Hand } from './hand.ts';
import { createRandom } from './random.ts';
import { type Caller, createCaller, kill, serve, serveBriefly } from './server.ts';

/** The results of all rounds. */
export interface Result {
  readonly rounds: number;
  readonly seed: number;
  /** Requests that were answered with a success before a kill, and those that were cut off by one. */
  readonly acknowledged: number;
  readonly inFlight: number;
  /** The requests in flight that were completed; the others had no effect. */
  readonly done: number;
  readonly lost: readonly string[];
  readonly halfDone: readonly string[];
  /** The defects that SQLite finds in the file, and the wrong responses. */
  readonly damaged: readonly string[];
  readonly wrong: readonly string[];
  readonly seconds: number;
}

/** How long the writers are left alone at most, in milliseconds. */
const longest = 800;

/**
 * Writes to a server, kills it at a random moment, and holds what it has when it is started again to what it had
 * acknowledged; over and over, in one directory.
 *
 * @param told is called after each round
 */
export async function run(rounds: number, seed: number, told: (round: number) => void = () => {}): Promise<Result> {
  const began = performance.now();
  const directory = mkdtempSync(join(tmpdir(), 'mockplane-durability-'));
  const random = createRandom(seed);
  const ledger = createLedger();
  const [issued, secrets] = [new Set<string>(), new Map<string, string>()];
  const result = { acknowledged: 0, inFlight: 0, done: 0 };
  const found = { lost: [] as string[], halfDone: [] as string[], damaged: [] as string[], wrong: [] as string[] };
  try {
    let baseline: Facts | undefined;
    for (let round = 0; round <= rounds; round++) {
      if (random.below(8) === 0) await serveBriefly(directory, 150 + random.below(600));
      found.damaged.push(...damage(directory).map((text) => `round ${round}: ${text}`));
      const server = await serve(directory);
      const caller = createCaller(server.url);
      try {
        const { facts, torn } = await observe(caller);
        if (baseline === undefined) baseline = facts;
        else {
          const { lost, halfDone, done } = ledger.judge(facts);
          result.done += done.length;
          found.lost.push(...lost.map((text) => `round ${round}: ${text}`));
          found.halfDone.push(...[...halfDone, ...torn].map((text) => `round ${round}: ${text}`));
          found.lost.push(...(await compareLists(caller, facts)), ...(await compareTokens(caller, facts, secrets)));
          if (done.some(({ what }) => /reset|snapshot/.test(what))) issued.clear();
        }
        ledger.judge(facts);
        for (const value of facts.values()) for (const id of value.match(identifiers) ?? []) issued.add(id);
        if (round === rounds) break;

        const clock = { fact: facts.get('clock')! };
        const shared = { ledger, issued, secrets, clock, wrong: found.wrong };
        const count = counted(caller);
        const hand = (name: string): Hand => ({
          ...shared,
          name,
          random: createRandom(random.below(2 ** 31)),
          caller: count,
        });
        const working = work({ hand, baseline, replaces: random.below(4) === 0 });
        await Promise.race([sleep(20 + random.below(longest)), working]);
        await kill(server);
        await working;
        result.acknowledged += count.acknowledged();
        result.inFlight += ledger.inFlight().length;
      } finally {
        await kill(server);
      }
      told(round + 1);
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
  return { rounds, seed, ...result, ...found, seconds: Math.round((performance.now() - began) / 1_000) };
}

/** UUIDs, and the ids of tokens. */
const identifiers = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|^[\w-]{22}(?= )/g;

/** Counts the writes that were answered with a success. */
function counted(caller: Caller): Caller & { acknowledged(): number } {
  let count = 0;
  return {
    async send(method, path, body, bearer) {
      const answer = await caller.send(method, path, body, bearer);
      if (method !== 'GET' && answer.status < 300) count++;
      return answer;
    },
    acknowledged: () => count,
  };
}

/** Looks at a copy, with its log: the server is to find the files as the crash has left them. */
function damage(directory: string): string[] {
  const copy = mkdtempSync(join(tmpdir(), 'mockplane-durability-'));
  try {
    for (const name of ['mockplane.db', 'mockplane.db-wal']) {
      if (existsSync(join(directory, name))) copyFileSync(join(directory, name), join(copy, name));
    }
    const database = new DatabaseSync(join(copy, 'mockplane.db'));
    const integrity = database
      .prepare('PRAGMA integrity_check')
      .all()
      .map((row) => Object.values(row).join());
    const keys = database
      .prepare('PRAGMA foreign_key_check')
      .all()
      .map((row) => JSON.stringify(row));
    database.close();
    return [...integrity.filter((text) => text !== 'ok'), ...keys];
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** Whether the tokens that are there let in, and those that are not do not. */
async function compareTokens(caller: Caller, facts: Facts, secrets: Map<string, string>): Promise<string[]> {
  const good = new Set([...facts].filter(([key]) => key.startsWith('token ')).map(([, value]) => value.split(' ')[1]!));
  const wrong: string[] = [];
  for (const [hash, secret] of secrets) {
    const { status } = await caller.send('GET', '/v1/auth/validate', undefined, secret);
    if (status !== (good.has(hash) ? 200 : 401)) wrong.push(`the token of hash ${hash} is answered ${status}`);
    if (!good.has(hash)) secrets.delete(hash);
  }
  return wrong;
}
