import type { EngineHost } from '../engine.ts';
import { createHost } from './engine-host.ts';
import { createInProcessRunner } from './in-process.ts';

/** Runs SQL in this process, where no server waits for others meanwhile. */
export function createInProcessHost(): EngineHost {
  return createHost(createInProcessRunner());
}
