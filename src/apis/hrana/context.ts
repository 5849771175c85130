import type { CallerPlace, Principal } from '../../contract/call.ts';
import type { Clock } from '../../sandbox/clock/clock.ts';
import type { Access, Engine } from '../../sql/engine.ts';
import type { HranaDatabase } from './database.ts';
import type { Meter } from './meter.ts';
import type { DatabaseNameRow } from '../../sandbox/store/tables/databases.ts';
import type { Streams } from './streams.ts';
import type { Uploads } from './upload.ts';

/** Names a database in a request's path. */
export interface DatabasePath {
  readonly org_slug: string;
  readonly db_name: string;
}

/** A database that answers, and what the caller may do with it. */
export interface Grant {
  readonly database: HranaDatabase;
  readonly access: Access;
}

/** A database that a token opens, and what runs its SQL. */
export interface SocketGrant extends Grant {
  readonly engine: Engine;
  /** Settles when the database can be used; absent where it can be at once. */
  readonly ready?: Promise<void> | undefined;
}

/** The parts that all operations share. */
export interface HranaContext {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly streams: Streams;
  /** Name and version of the server, as `getDatabaseVersion` gives it. */
  readonly version: string;
  /**
   * Finds the database and the rights that the caller's token grants.
   *
   * @param caller looked at the first time that a principal asks
   * @throws Problem 401, 403, 404, 502 or 503
   */
  readonly grant: (path: DatabasePath, principal: Principal, caller?: CallerPlace) => Grant;
  /** Finds a database, draft or not, that the caller's token may write. @throws Problem 401, 403 or 404 */
  readonly admit: (path: DatabasePath, principal: Principal) => DatabaseNameRow;
  /** The uploads in pieces that have begun. */
  readonly uploads: Uploads;
  /** Gives a database the rows of a SQLite file. @throws Problem 400 for bytes that are none */
  readonly replace: (databaseId: string, bytes: Uint8Array) => Promise<void>;
  /** Settles when a content can be used; undefined where it can be at once. */
  readonly ready: (contentId: string) => Promise<void> | undefined;
  /** Takes up what a request did, for usage and journal. */
  readonly report: (database: HranaDatabase, meter: Meter) => void;
}
