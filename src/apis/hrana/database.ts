import type { KeyObject } from 'node:crypto';
import type { Content } from '../../sql/engine.ts';
import type { Blocked } from '../turso/resources/quotas.ts';

/** A database that answers SQL: what the protocol needs to know of it. */
export interface HranaDatabase {
  /** The wire's `DbId`; streams and claims name it. */
  readonly id: string;
  readonly organization: string;
  readonly name: string;
  readonly content: Content;
  /** The UUID of the instance that its usage counts for: the one that the host names, else the primary. */
  readonly instance: string;
  /** The statements that are refused now, by its settings or because the plan's quota is used up; undefined to allow all. */
  readonly blocked: Blocked | undefined;
}

/** The keys that verify the tokens of a database, and the ids that tokens name it by. */
export interface DatabaseKeys {
  readonly id: string;
  /** Its UUID; undefined for a database without a group. */
  readonly group: string | undefined;
  /** Its own key, then that of its group. */
  readonly keys: readonly KeyObject[];
}
