import type { EngineHost } from '../engine.ts';
import { createHost } from './engine-host.ts';
import { createProcessRunner, type ProcessOptions } from './processes.ts';

/** Runs SQL in child processes, which a statement that does not end cannot harm beyond its own. Loads no SQL here. */
export function createProcessHost(options?: ProcessOptions): EngineHost {
  return createHost(createProcessRunner(options));
}
