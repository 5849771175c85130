import type { MockplaneOptions } from '../../../src/mockplane/options.ts';
import type { Answered, Sandbox } from '../ask.ts';

/** Requests to one sandbox, in their order; what they come upon is reached. */
export interface Walk {
  /** The action, as the report shows it. */
  readonly title: string;
  readonly options?: MockplaneOptions;
  /** @param tell is told of responses that the sandbox did not give */
  readonly go: (sandbox: Sandbox, tell: (answered: Answered) => void) => Promise<unknown>;
}
