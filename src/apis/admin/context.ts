import type { operations } from '../../contract/generated/admin.ts';
import type { Handlers } from '../../sandbox/handler.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { BaselineName, SandboxSettings } from '../../sandbox/sandbox-settings.ts';
import type { Sandboxes } from '../../sandbox/sandboxes.ts';
import type { Engine } from '../../sql/engine.ts';
import type { BackupRows } from './backup/copy.ts';
import type { ReadSnapshot } from './snapshot/read.ts';

/** The values that the handlers of the admin API work with. */
export interface AdminContext {
  /** The sandbox that the request's query names; `default` when it names none. */
  readonly sandbox: Sandbox;
  readonly sandboxes: Sandboxes;
  /** The settings that the server was started with. */
  readonly settings: SandboxSettings;
  /** Returns the token of the sandbox with a name. */
  readonly tokenOf: (name: string) => string;
  readonly version: string;
  /** Whether the sandbox or the contract's examples answer the mocked APIs. The sandbox exists in both modes. */
  readonly mode: 'sandbox' | 'stateless';
  /** Whether the server is about to end. */
  readonly isDraining: () => boolean;
  readonly data: 'memory' | 'directory';
  /** The names of the served APIs. */
  readonly apis: readonly string[];
  /** The ids of the operations of the mocked APIs. */
  readonly operations: () => ReadonlySet<string>;
  /** The edition that the root of the sandbox serves. */
  readonly edition: string;
  /** The state that a reset of the sandbox returns to. */
  readonly baseline: BaselineName;
  readonly readSnapshot: ReadSnapshot;
  /** The rows of a sandbox, for a backup; undefined if this Node cannot run SQL. */
  readonly rowsOf: (sandbox: Sandbox) => BackupRows | undefined;
  /** Runs the SQL of the sandbox; undefined if this Node cannot. */
  readonly engine: Engine | undefined;
}

/** The type of the admin API's handlers: one for each operation. */
export type AdminHandlers = Handlers<operations, AdminContext>;
