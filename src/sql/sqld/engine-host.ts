import { randomBytes } from 'node:crypto';
import type { Engine, EngineHost, EngineOptions } from '../engine.ts';
import { createAdminApi } from './admin-api.ts';
import { createSqldEngine, type ServerParts } from './engine.ts';
import { createNamespaceCalls } from './namespace-calls.ts';
import { createNamespaceKeys } from './namespace-keys.ts';
import { createSqldParser } from './parser.ts';
import { createRegistry } from './registry.ts';
import type { SqldOptions } from './sqld-options.ts';

/** A clock that nobody moves. */
const realClock: EngineOptions['clock'] = {
  now: Date.now,
  at: () => () => {},
  state: () => ({ offset: 0, stoppedAt: undefined }),
  onChange: () => () => {},
};

/**
 * Makes engines that keep rows on a libSQL server. Nothing is sent to it before the first SQL.
 *
 * @param local runs SQL on this machine, to read and write SQLite files
 */
export function createSqldHost(options: SqldOptions, local: EngineHost): EngineHost {
  const keys = createNamespaceKeys();
  const admin = createAdminApi(options);
  const calls = createNamespaceCalls(options, admin, keys);
  const registry = createRegistry(randomBytes(8).toString('hex'), admin, calls, keys);
  let converter: Engine | undefined;
  const parts: ServerParts = {
    admin,
    calls,
    keys,
    registry,
    parse: createSqldParser(),
    converter: () => (converter ??= local.createEngine({ clock: realClock })),
  };
  const engines = new Set<Engine>();
  return {
    createEngine(engineOptions) {
      const own = createSqldEngine(parts, engineOptions);
      const engine: Engine = {
        ...own,
        async end() {
          try {
            await own.end();
          } finally {
            engines.delete(engine);
          }
        },
      };
      engines.add(engine);
      return engine;
    },
    async end() {
      await Promise.all([...engines].map((engine) => engine.end()));
      registry.close();
      calls.close();
      admin.close();
      await local.end();
    },
  };
}
