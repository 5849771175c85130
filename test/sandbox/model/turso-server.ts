import { assemble } from '../../../src/mockplane/assemble.ts';
import { createGetSandbox } from '../../../src/mockplane/get-sandbox.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { createTursoClient, type TursoClient } from '../../../src/client/turso.ts';
import { loadContract } from '../../../src/contract/contract.ts';
import { lambdaApi } from '../../../src/apis/lambda/api.ts';
import { turso2023 } from '../../../src/apis/turso/2023/api.ts';
import { verifyDatabaseToken } from '../../../src/apis/turso/resources/database-tokens.ts';
import { createFetch } from '../../../src/server/fetch.ts';
import { agree, type Game, type Reply, replyOf, same } from './play.ts';
import type { Mode } from './timetable.ts';
import { type Database, type Instance, type Place, TursoModel, type TursoState } from './turso-model.ts';

const contracts = [turso2023, lambdaApi].map((api) => loadContract(api));
const D = '/v1/organizations/{org_slug}/databases/{db_name}';
const beganAt = '2023-11-16T10:00:00Z';

/** A server that answers in process, and what only the admin API can do to it. */
export interface TursoServer {
  readonly turso: TursoClient;
  /** A client with a platform token of its own. */
  readonly withToken: (token: string) => TursoClient;
  readonly advance: (milliseconds: number) => void;
  readonly step: (count: number) => number;
  readonly reset: () => void;
  /** Decides whether the next instance is to fail. */
  readonly arm: (fails: boolean) => void;
  readonly use: (uuid: string, month: string, read: number, written: number, storage: number) => void;
  /** Why a database token opens nothing; undefined when it does. */
  readonly defect: (jwt: string) => string | undefined;
  readonly waits: Waits;
}

interface Wait {
  readonly place: Place;
  readonly uuid: string;
  reply?: Reply;
}

/** Those who wait for an instance. */
class Waits {
  #waiting: Wait[] = [];

  add(place: Place, uuid: string, outcome: Promise<Parameters<typeof replyOf>[0]>): void {
    const wait: Wait = { place, uuid };
    this.#waiting.push(wait);
    void outcome.then((found) => (wait.reply = replyOf(found)));
  }

  /** Every waiting client whose reason has come has its response, and no other client has one. */
  async agree(model: TursoModel): Promise<void> {
    for (const wait of this.#waiting) {
      const expected = model.waited(wait.place, wait.uuid);
      // A reply passes through the streams of `fetch`, which take their time.
      for (let turn = 0; wait.reply === undefined && turn < (expected ? 1_000 : 5); turn++) await nextTurn();
      same({ ...wait, reply: wait.reply }, { ...wait, reply: expected });
    }
    this.#waiting = this.#waiting.filter(({ reply }) => reply === undefined);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** All that the API shows. */
async function readState(turso: TursoClient): Promise<TursoState> {
  const databases: Database[] = [];
  const { data } = await turso.GET('/v1/organizations');
  for (const { slug: org_slug } of data!.organizations) {
    const listed = await turso.GET('/v1/organizations/{org_slug}/databases', { params: { path: { org_slug } } });
    for (const { DbId: id, Name: name } of listed.data!.databases) {
      const params = { params: { path: { org_slug, db_name: name } } };
      const instances = await turso.GET(`${D}/instances`, params);
      const usage = await turso.GET(`${D}/usage`, params);
      databases.push({
        id,
        organization: org_slug,
        name,
        rotation: 0,
        instances: instances.data!.instances.map((shown): Instance => {
          const used = usage.data!.database.instances.find(({ uuid }) => uuid === shown.uuid)!.usage;
          const months = { [beganAt.slice(0, 7)]: [used.rows_read, used.rows_written] as [number, number] };
          return { shown, status: 'ready', used: months, storage: used.storage_bytes };
        }),
      });
    }
  }
  return { databases, apiTokens: (await turso.GET('/v1/auth/api-tokens')).data!.tokens };
}

export function startTurso(transitions: Mode): Promise<Game<TursoModel, TursoServer>> {
  const assembled = assemble(contracts, { ...options, transitions });
  const fetch = createFetch(assembled.pipeline, assembled.policy);
  const { sandbox, token } = assembled;
  return startGame({ sandbox, token, fetch, transitions, close: () => assembled.close() });
}

const options = { seed: 'model', clock: { now: beganAt, running: false } };

/** One server with a sandbox for each game; all have the same seed. */
export function startTursoSandboxes() {
  const assembled = assemble(contracts, options);
  const fetch = createFetch(assembled.pipeline, assembled.policy);
  const sandboxOf = createGetSandbox(assembled);
  return {
    assembled,
    start: (name: string, transitions: Mode): Promise<Game<TursoModel, TursoServer>> => {
      const { token } = sandboxOf(name, { transitions });
      return startGame({ sandbox: assembled.sandboxes.find(name)!, token, fetch, transitions, close: () => {} });
    },
  };
}

interface GameOptions {
  readonly sandbox: Sandbox;
  /** The one that opens the sandbox. */
  readonly token: string;
  readonly fetch: typeof globalThis.fetch;
  readonly transitions: Mode;
  readonly close: () => void;
}

async function startGame(game: GameOptions): Promise<Game<TursoModel, TursoServer>> {
  const { sandbox, token: ownToken, fetch, transitions, close } = game;
  const { clock, faults, context } = sandbox;
  const turso = createTursoClient({ fetch, token: ownToken });
  const model = new TursoModel(await readState(turso), Date.parse(beganAt), transitions);
  const waits = new Waits();
  const server: TursoServer = {
    turso,
    withToken: (token) => createTursoClient({ fetch, token }),
    advance: (milliseconds) => clock.advance(milliseconds),
    step: (count) => context.transitions.step(count).length,
    reset: () => sandbox.reset(),
    arm: (fails) => {
      faults.clear();
      if (fails) faults.add({ operation: 'createDatabaseInstance', action: 'fail-transition' });
    },
    use: (instance, month, rowsRead, rowsWritten, storage) => {
      const { database } = context.store.instances.byUuid(instance)!;
      const at = Date.parse(`${month}-01T00:00:00Z`);
      context.store.usage.add({ database, instance, at, rowsRead, rowsWritten });
      context.store.usage.setStorage(database, instance, at, storage);
    },
    defect: (jwt) => {
      const verified = verifyDatabaseToken(context, jwt);
      return verified.valid ? undefined : verified.reason;
    },
    waits,
  };
  return {
    model,
    server,
    async end() {
      server.advance(2_000);
      model.timetable.advance(2_000);
      server.step(1_000);
      model.timetable.step(1_000);
      await waits.agree(model);
      for (const org_slug of ['octocat', 'my-org', 'octo-labs']) {
        const params = { params: { path: { org_slug } } };
        agree(await turso.GET('/v1/organizations/{org_slug}/databases', params), model.list([org_slug]));
      }
      for (const { organization, name } of model.state.databases) {
        const params = { params: { path: { org_slug: organization, db_name: name } } };
        const place: Place = [organization, name];
        agree(await turso.GET(`${D}/instances`, params), model.instances(place));
        agree(await turso.GET(`${D}/usage`, params), model.usage(place));
      }
      agree(await turso.GET('/v1/auth/api-tokens'), model.tokens());
    },
    close,
  };
}
