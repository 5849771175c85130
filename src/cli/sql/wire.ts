/** The values and results of SQL over HTTP, as far as `sql` reads them. */

export type Value =
  | { readonly type: 'null' }
  /** An integer is a decimal text, because it may have 64 bits. */
  | { readonly type: 'integer' | 'text'; readonly value: string }
  /** Null stands for a float that JSON does not have. */
  | { readonly type: 'float'; readonly value: number | null }
  | { readonly type: 'blob'; readonly base64: string };

/** The result of a statement. */
export interface Result {
  readonly cols: readonly { readonly name: string | null }[];
  readonly rows: readonly (readonly Value[])[];
  readonly affected_row_count: number;
}

export interface WireError {
  readonly message: string;
  readonly code?: string | null;
}

/** A stream's answer to one request. */
export type StreamResult =
  | { readonly type: 'error'; readonly error: WireError }
  | { readonly type: 'ok'; readonly response: { readonly type: string; readonly result?: BatchResult } };

export interface BatchResult {
  readonly step_results: readonly (Result | null)[];
  readonly step_errors: readonly (WireError | null)[];
}

export interface PipelineReply {
  readonly baton: string | null;
  readonly results: readonly StreamResult[];
}
