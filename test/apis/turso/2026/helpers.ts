import { onTestFinished } from 'vitest';
import type { MockplaneOptions } from '../../../../src/mockplane/options.ts';
import { checkedFetch } from '../../lambda/checked-fetch.ts';
import { openTurso, type Turso } from './open.ts';

export * from './open.ts';

/** Such a sandbox for the length of a test; each response is held to the contract. */
export function startTurso(options: MockplaneOptions = {}): Turso {
  const turso = openTurso(options, checkedFetch);
  onTestFinished(() => turso.close());
  return turso;
}
