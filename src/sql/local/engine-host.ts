import type { EngineHost } from '../engine.ts';
import { createLocalEngine } from './engine.ts';
import type { Runner } from './runner.ts';

/** Makes engines whose SQL one runner runs. */
export function createHost(runner: Runner): EngineHost {
  let last = 0;
  const engines: ReturnType<typeof createLocalEngine>[] = [];
  return {
    createEngine(options) {
      const engine = createLocalEngine(runner, () => ++last, options);
      engines.push(engine);
      return engine;
    },
    async end() {
      await Promise.all([...engines.map((engine) => engine.end()), runner.end()]);
    },
  };
}
