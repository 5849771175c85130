import type { UploadedFile } from './http-message.ts';
import type { JsonValue } from './http-message.ts';
import type { Api } from './api.ts';
import type { FaultTrace } from './fault-trace.ts';
import type { Operation } from './operation.ts';
import type { Preferences } from './preferences.ts';

/** The caller that an accepted credential stands for. */
export interface Principal {
  readonly username: string;
  /** The credential itself, where what it allows depends on what is called. */
  readonly token?: string;
  /** The restriction of the credential; undefined for one that may do all that its user may. */
  readonly restriction?: Restriction | undefined;
  /** When the credential ends, in seconds since 1970; undefined for one that does not. */
  readonly expiresAt?: number | undefined;
}

/** The part of what its user may do that a credential is good for. */
export interface Restriction {
  readonly organization: string;
  /** The id of a group in it; undefined for the whole organization. */
  readonly group?: string | undefined;
  /** The scopes it has in the group; empty without a group. */
  readonly scopes: readonly string[];
}

/** A matched, authenticated and validated request: the input of an answerer. */
export interface Call {
  readonly api: Api;
  readonly operation: Operation;
  readonly principal: Principal;
  /** Decoded values by parameter name. Absent parameters have no entry. */
  readonly path: Readonly<Record<string, JsonValue>>;
  readonly query: Readonly<Record<string, JsonValue>>;
  readonly header: Readonly<Record<string, JsonValue>>;
  readonly cookie?: Readonly<Record<string, JsonValue>>;
  /** Whether the request has no query and no body, and all requests for its path share `path`. */
  readonly isPathOnly?: boolean | undefined;
  readonly body: unknown;
  /** Uploaded files by form field; those of a list by field and number: `photos/0`. */
  readonly files: ReadonlyMap<string, UploadedFile>;
  readonly preferences: Preferences;
  /** The `Accept` header. */
  readonly accept?: string | undefined;
  /** The host name and port in the request's `Host` header; undefined in process. */
  readonly host: string | undefined;
  /** Receives the fault rules that match the call. */
  readonly faults?: FaultTrace[];
  /** Receives what is tolerated but has no effect. */
  readonly notes?: string[];
  /** Creates a signal that aborts when the caller disconnects. Only handlers that wait need one. */
  readonly signal: (() => AbortSignal) | undefined;
  /** The `User-Agent` header; undefined when the caller sent none. */
  readonly userAgent: string | undefined;
}

/** A statement of SQL that a call ran. */
export interface ExecutedStatement {
  readonly sql: string;
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly rowsReturned: number;
  /** The error that it ended with. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** The SQL that a call ran. */
export interface ExecutedSql {
  /** How many statements there were. */
  readonly count: number;
  readonly rowsRead: number;
  readonly rowsWritten: number;
  /** The first of them. */
  readonly statements: readonly ExecutedStatement[];
}

/** A row of the state, by the names of its columns. A column without a value is left out. */
export type ChangedRow = Readonly<Record<string, string | number>>;

/** A row that a call inserted, updated or deleted. */
export interface RowChange {
  readonly table: string;
  /** Undefined for an inserted row. */
  readonly before?: ChangedRow;
  /** Undefined for a deleted row. */
  readonly after?: ChangedRow;
}

/** The rows of the state that a call changed, in order. */
export interface RowChanges {
  readonly rows: readonly RowChange[];
  /** Whether these are all. */
  readonly isComplete: boolean;
}

/** The changes of a call as they are recorded. Few readers ask for them, so only `read` makes the rows. */
export interface RecordedChanges {
  /** The rows as the store recorded them. Credentials are not redacted. */
  readonly text: string;
  /** Makes the rows of a text. All changes of a sandbox have the same form. */
  readonly decode: (text: string) => RowChanges;
  readonly read: () => RowChanges;
}

/** The answer to a call. The pipeline checks and serializes it. */
export interface Answer {
  readonly status: number;
  /** Undefined for a response without a body. */
  readonly body: unknown;
  /** The media type of `body`, as the contract writes it; undefined to take the best that the client accepts. */
  readonly mediaType?: string;
  /** The media type to send where `mediaType` is a range; undefined to take the one that the client asks for within it. */
  readonly sentType?: string | undefined;
  /**
   * A body to send in place of `body`, which the contract checks: a switch departs from the contract so, and a value is
   * written as XML or text.
   */
  readonly shown?: unknown;
  /**
   * The JSON text of `body`, where it is known; it is sent if the media type is JSON and there is no `shown`. Parts that
   * are too large to be read again, such as the rows of a result, may be empty in `body`. Their writer makes sure that they
   * fit the contract. Bytes are sent whatever the media type.
   */
  readonly written?: string | Uint8Array | undefined;
  /** The source of the answer, for the response header and the log: `example created`. */
  readonly by: string;
  /** The SQL that the call ran; undefined if it ran none. */
  readonly sql?: ExecutedSql;
  /** The rows of the state that the call changed; undefined if it changed none. */
  readonly changes?: RecordedChanges | undefined;
  /** Headers to send beside those of Mockplane, with names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** An endless body, such as events; `body` is then undefined. */
  readonly stream?: AsyncIterable<string>;
  /** Is called with the response once it is checked, if an equal call may be answered with it. */
  readonly keep?: ((checked: CheckedResponse) => void) | undefined;
  /** The response to an earlier call that is equal to this one. It is sent in place of `body`. */
  readonly checked?: CheckedResponse | undefined;
}

/** A response that fits the contract, as it is sent. */
export interface CheckedResponse {
  /** The headers as they are sent where no fault rule and no preference concerns the call. */
  readonly sent: Readonly<Record<string, string>>;
  /** The headers of the answer, without those that explain it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly mediaType: string | undefined;
  readonly body: string | Uint8Array;
  /** The length of the body, in bytes. */
  readonly length: number;
  /** The detail of the step that checked it. */
  readonly detail: string;
}

/** Answers calls, from the contract's examples or from the sandbox. Refuses by throwing a `Problem`. */
export type Answerer = (call: Call) => Answer | Promise<Answer>;

/**
 * Checks whether the caller may call an operation. It runs before the rest of the request is validated, so an unknown
 * organization, or one that the caller does not belong to, is refused first.
 *
 * @throws Problem when the caller may not call it
 */
export type Authorize = (
  api: Api,
  operation: Operation,
  path: Readonly<Record<string, string>>,
  principal: Principal,
  caller: CallerPlace,
) => void;

/** Where a request comes from, and which host it names. */
export interface CallerPlace {
  /** The IP address; undefined in process. */
  readonly address?: string | undefined;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}
