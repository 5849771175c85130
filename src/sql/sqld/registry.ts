import { EngineUnavailable } from '../engine-unavailable.ts';
import type { AdminApi } from './admin-api.ts';
import { mostAtOnce, ownerInterval, ownerLimit } from './limits.ts';
import type { NamespaceCalls, PipelineReply } from './namespace-calls.ts';
import type { NamespaceKeys } from './namespace-keys.ts';
import { encodeStatement } from './wire.ts';
import type { SqlValue } from '../engine.ts';

/**
 * The list of all namespaces that Mockplanes have created on a server, kept in a namespace of its own, `mockplane`.
 *
 * The admin API lists no namespaces. With this list a server finds what another one, which was killed, has left.
 */
export interface Registry {
  /** Called before a namespace is created. @throws EngineUnavailable */
  add(namespace: string, owner: Owner): Promise<void>;
  /** Called after a namespace was deleted. @throws EngineUnavailable */
  remove(namespace: string): Promise<void>;
  /** Stops the signs of life. */
  close(): void;
}

/** The engine that a namespace belongs to. */
export interface Owner {
  readonly id: string;
  /** Whether its namespaces stay when the server ends. */
  readonly isKept: boolean;
}

const namespace = 'mockplane';

const schema = [
  'CREATE TABLE IF NOT EXISTS owner (id TEXT PRIMARY KEY, server TEXT NOT NULL, is_kept INTEGER NOT NULL, seen INTEGER NOT NULL)',
  'CREATE TABLE IF NOT EXISTS namespace (name TEXT PRIMARY KEY, owner TEXT NOT NULL)',
];
const forgotten = `SELECT name FROM namespace JOIN owner ON owner.id = namespace.owner
  WHERE NOT owner.is_kept AND owner.seen < unixepoch() - ${ownerLimit / 1_000}`;
const withoutNamespaces = `DELETE FROM owner WHERE NOT is_kept AND seen < unixepoch() - ${ownerLimit / 1_000}
  AND NOT EXISTS (SELECT 1 FROM namespace WHERE namespace.owner = owner.id)`;

/** @param server the id of this process */
export function createRegistry(server: string, admin: AdminApi, calls: NamespaceCalls, keys: NamespaceKeys): Registry {
  let opened: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const run = async (statements: readonly (readonly [sql: string, ...values: SqlValue[]])[]): Promise<string[]> => {
    const reply = await calls.pipeline(
      namespace,
      [
        ...statements.map(([sql, ...positional]) => ({
          type: 'execute' as const,
          stmt: encodeStatement(sql, { positional }, true),
        })),
        { type: 'close' },
      ],
      { right: 'write', baton: null },
    );
    return namesIn(reply);
  };
  const open = async (): Promise<void> => {
    await calls.checkNamespaces();
    await admin.create(namespace, keys.publicKey, true);
    await run(schema.map((sql) => [sql] as const));
    timer = setInterval(() => {
      run([['UPDATE owner SET seen = unixepoch() WHERE server = ?', server]]).catch(() => undefined);
    }, ownerInterval).unref();
    // Others are served meanwhile, and the next server finds what this one cannot delete.
    sweep().catch(() => undefined);
  };
  const ready = (): Promise<void> => {
    opened ??= open();
    opened.catch(() => (opened = undefined));
    return opened;
  };
  const remove = async (name: string): Promise<void> => {
    await ready();
    await run([['DELETE FROM namespace WHERE name = ?', name]]);
  };
  const sweep = async (): Promise<void> => {
    const names = await run([[forgotten]]);
    const next = async (): Promise<void> => {
      for (let name = names.pop(); name !== undefined; name = names.pop()) {
        await admin.remove(name);
        await run([['DELETE FROM namespace WHERE name = ?', name]]);
      }
    };
    await Promise.all(Array.from({ length: mostAtOnce }, next));
    await run([[withoutNamespaces]]);
  };

  return {
    async add(name, { id, isKept }) {
      await ready();
      await run([
        [
          'INSERT INTO owner VALUES (?1, ?2, ?3, unixepoch()) ON CONFLICT (id) DO UPDATE SET server = ?2, seen = unixepoch()',
          id,
          server,
          isKept ? 1n : 0n,
        ],
        ['INSERT OR REPLACE INTO namespace VALUES (?, ?)', name, id],
      ]);
    },
    remove,
    close: () => clearInterval(timer),
  };
}

/** The first column of all rows. @throws EngineUnavailable for a failure */
function namesIn(reply: PipelineReply): string[] {
  if (reply.type !== 'done') throw new EngineUnavailable(`the list of namespaces cannot be kept: ${reply.type}`);
  return reply.results.flatMap((result) => {
    if (result.type === 'error') {
      throw new EngineUnavailable(`the list of namespaces cannot be kept: ${result.error.message}`);
    }
    const rows = (result.response['result'] as { rows?: { value: string }[][] } | undefined)?.rows ?? [];
    return rows.map((row) => row[0]!.value);
  });
}
