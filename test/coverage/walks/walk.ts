import type { MockplaneOptions } from '../../../src/mockplane/options.ts';
import type { Sandbox } from '../ask.ts';

/** Requests to one sandbox, in their order; what they come upon is reached. */
export interface Walk {
  /** What is done, as the report shows it. */
  readonly title: string;
  readonly options?: MockplaneOptions;
  readonly go: (sandbox: Sandbox) => Promise<unknown>;
}
