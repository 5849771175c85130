import { readdirSync, readFileSync } from 'node:fs';

/** The reply of a real server. */
export interface OracleReply {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body: unknown;
  /** The side that ended a conversation, and its subprotocol. */
  readonly closed?: string | null;
  readonly protocol?: string | null;
}

export interface OracleStep {
  readonly method?: string;
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Sent as it is. */
  readonly raw?: string;
  readonly rawBase64?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Which token is sent: `rw` unless given. */
  readonly token?: string;
  /** Steps of one stream carry on each other's baton. */
  readonly stream?: string;
  readonly keepBaton?: boolean;
  /** Whether the reply must have a baton. */
  readonly baton?: 'open' | 'closed' | 'either';
  /** JSON Pointers into the reply that are not compared. */
  readonly ignore?: readonly string[];
  /** `any` leaves the rows of a cursor out. */
  readonly rows?: string;
  /** Headers that are compared. */
  readonly reveal?: readonly string[];
  /** A conversation over a WebSocket. */
  readonly ws?: { readonly protocols: string[]; readonly messages: readonly OracleMessage[] };
  readonly reply: OracleReply;
}

export interface OracleMessage {
  readonly type?: string;
  readonly token?: string;
  readonly raw?: string;
}

/** Requests, and the replies of sqld 0.24.32 (SQLite 3.45.1) to them. */
export interface OracleCase {
  readonly id: string;
  readonly title: string;
  /** Its subjects. */
  readonly about: readonly string[];
  /** SQL that is run first. */
  readonly setup?: string;
  readonly steps: readonly OracleStep[];
}

const folder = new URL('cases/', import.meta.url);

/** The recorded cases. */
export function readCases(): OracleCase[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as OracleCase);
}
