import type { Engine, EngineHost } from '../engine.ts';
import { createLocalEngine } from './engine.ts';
import type { Runner } from './runner.ts';

/** Makes engines whose SQL one runner runs. */
export function createHost(runner: Runner): EngineHost {
  let last = 0;
  // Sandboxes come and go: an engine that has ended is forgotten.
  const engines = new Set<Engine>();
  return {
    createEngine(options) {
      const local = createLocalEngine(runner, () => ++last, options);
      const engine: Engine = {
        ...local,
        async end() {
          try {
            await local.end();
          } finally {
            engines.delete(engine);
          }
        },
      };
      engines.add(engine);
      return engine;
    },
    async end() {
      await Promise.all([...[...engines].map((engine) => engine.end()), runner.end()]);
    },
  };
}
