import type { operations } from '../../contract/generated/admin.ts';
import type { Handlers } from '../../sandbox/handler.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { BaselineName, SandboxSettings } from '../../sandbox/sandbox-settings.ts';
import type { Sandboxes } from '../../sandbox/sandboxes.ts';
import type { ReadSnapshot } from './snapshot/read.ts';

/** What the handlers of the admin API work with. */
export interface AdminContext {
  /** The sandbox that the request names by its query: `default` unless it names one. */
  readonly sandbox: Sandbox;
  readonly sandboxes: Sandboxes;
  /** The settings of sandboxes that are told nothing else: those the server was started with. */
  readonly settings: SandboxSettings;
  /** The token that opens the sandbox of a name. */
  readonly tokenOf: (name: string) => string;
  readonly version: string;
  /** Who answers the APIs that are mocked; the sandbox is there in any case. */
  readonly mode: 'sandbox' | 'stateless';
  readonly data: 'memory' | 'directory';
  /** The names of the APIs that are served. */
  readonly apis: readonly string[];
  /** The state that a reset of the sandbox returns to. */
  readonly baseline: BaselineName;
  readonly readSnapshot: ReadSnapshot;
}

/** A handler for each operation. */
export type AdminHandlers = Handlers<operations, AdminContext>;
