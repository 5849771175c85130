// Importers may lack `Symbol.dispose` in their own `lib`.
/// <reference lib="esnext.disposable" preserve="true" />

import type { AdminClient } from '../client/admin.ts';
import type { Contract } from '../contract/contract.ts';
import type { GetSandbox } from './mockplane-sandbox.ts';
import type { MockplaneOptions } from './options.ts';

export interface StartOptions extends MockplaneOptions {
  /** 4010 by default; 0 chooses a free port. */
  readonly port?: number | undefined;
  /** The address to listen on; 127.0.0.1 by default. */
  readonly host?: string | undefined;
  /**
   * Host names, besides those of this machine, under which the admin API and the inspector may be reached: the name of a
   * container's service. They have no port.
   */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Origins, besides the server's own, whose pages may call the admin API: `http://localhost:5173`. */
  readonly allowedOrigins?: readonly string[] | undefined;
}

/** A Mockplane that listens on a port. */
export interface RunningMockplane {
  /** `http://127.0.0.1:4010`: the base URL of both APIs. */
  readonly url: string;
  /** The token to send. */
  readonly token: string;
  /** Whether it keeps state or answers with examples. */
  readonly mode: 'sandbox' | 'stateless';
  /** A client of its admin API: resets the state, moves the clock, adds faults, reads the journal. */
  readonly admin: AdminClient;
  /** Opens or creates another sandbox, which shares nothing with `default`. */
  readonly sandbox: GetSandbox;
  /** Switches to reloaded contracts and keeps the state. */
  reload(contracts: readonly Contract[]): void;
  /** Finishes accepted requests, then stops listening. */
  close(): Promise<void>;
  /** The same as `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

export const defaultPort = 4010;
export const defaultHost = '127.0.0.1';
