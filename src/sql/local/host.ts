import type { EngineHost } from '../engine.ts';
import { createLocalEngine } from './engine.ts';
import { createInProcessRunner } from './in-process.ts';
import { createProcessRunner, type ProcessOptions } from './processes.ts';
import type { Runner } from './runner.ts';

/** Runs SQL in this process, where no server waits for others meanwhile. */
export function createInProcessHost(): EngineHost {
  return createHost(createInProcessRunner());
}

/** Runs SQL in child processes, which a statement that does not end cannot harm beyond its own. */
export function createProcessHost(options?: ProcessOptions): EngineHost {
  return createHost(createProcessRunner(options));
}

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
      await Promise.all(engines.map((engine) => engine.end()));
      await runner.end();
    },
  };
}
