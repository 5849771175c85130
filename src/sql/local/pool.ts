import type { Access } from '../engine.ts';
import type { Connection } from './connection.ts';
import { maxIdleConnections } from './limits.ts';

/** A connection and its present stream. */
export interface Lease<Owner> {
  readonly connection: Connection;
  /** Connections of one kind serve streams of the same rights. */
  readonly kind: string;
  owner: Owner | undefined;
  /** A pragma may be set on it. */
  isChanged: boolean;
  /** Another stream wrote with it, so its last rowid and number of changes are that stream's. */
  isUsed: boolean;
  /** Changes that streams before this one made. */
  earlierChanges: number;
}

/**
 * The connections of one database.
 *
 * Opening one costs as much as ten selects, so they are kept. A stream keeps its connection from program to program, since
 * `last_insert_rowid()` belongs to it, but loses it when others need one and it holds nothing.
 */
export interface Pool<Owner> {
  /** @throws SQLite's error when a connection cannot be opened */
  lease(owner: Owner, access: Access): Lease<Owner>;
  /** Rolls back, and keeps the connection for the next stream. */
  giveBack(lease: Lease<Owner>): void;
  connections(): Iterable<Connection>;
  close(): void;
}

/** Beyond so many, a stream that holds nothing gives its connection up. */
const ampleConnections = 16;

/** Beyond so many, it does so even where it would ask for its last rowid later. */
const mostConnections = 100;

export function createPool<Owner>(options: {
  readonly open: (access: Access) => Connection;
  /** Whether a stream would lose something with its connection. */
  readonly isPinned: (owner: Owner) => boolean;
  readonly onTaken: (owner: Owner) => void;
}): Pool<Owner> {
  const { open, isPinned, onTaken } = options;
  // The least recently used come first.
  const leases = new Set<Lease<Owner>>();

  const drop = (lease: Lease<Owner>): void => {
    leases.delete(lease);
    lease.connection.close();
  };
  const touch = (lease: Lease<Owner>): Lease<Owner> => {
    leases.delete(lease);
    leases.add(lease);
    return lease;
  };
  const free = (lease: Lease<Owner>): boolean => lease.owner === undefined;
  const hasOwnChanges = ({ connection, earlierChanges }: Lease<Owner>): boolean =>
    connection.lastCounters().totalChanges > earlierChanges;
  const idle = (lease: Lease<Owner>): boolean =>
    lease.owner === undefined || (!isPinned(lease.owner) && (!hasOwnChanges(lease) || leases.size >= mostConnections));

  const release = (lease: Lease<Owner>): void => {
    const { connection } = lease;
    if (!connection.isAutocommit()) connection.exec('ROLLBACK');
    if (lease.isChanged) connection.exec('PRAGMA foreign_keys = ON');
    lease.isChanged = false;
    const { totalChanges, lastInsertRowid } = connection.lastCounters();
    lease.isUsed ||= totalChanges > lease.earlierChanges || lastInsertRowid !== 0n;
    lease.earlierChanges = totalChanges;
    lease.owner = undefined;
  };

  return {
    lease(owner, access) {
      const kind = kindOf(access);
      const ofKind = [...leases].filter((lease) => lease.kind === kind);
      let found = ofKind.findLast(free);
      if (!found && leases.size >= ampleConnections) {
        found = ofKind.find(idle);
        if (found) {
          onTaken(found.owner!);
          release(found);
        } else {
          // Connections of another kind are of no use here.
          const other = [...leases].find(idle);
          if (other) {
            if (other.owner !== undefined) onTaken(other.owner);
            drop(other);
          }
        }
      }
      if (!found) {
        const connection = open(access);
        found = { connection, kind, owner, isChanged: false, isUsed: false, earlierChanges: 0 };
      }
      found.owner = owner;
      return touch(found);
    },
    giveBack(lease) {
      try {
        release(lease);
      } catch {
        // A connection that cannot roll back is of no use to anyone; closing it rolls back, too.
        drop(lease);
        return;
      }
      const unused = [...leases].filter(free);
      if (unused.length > maxIdleConnections) drop(unused[0]!);
    },
    *connections() {
      for (const { connection } of leases) yield connection;
    },
    close() {
      for (const lease of leases) drop(lease);
    },
  };
}

function kindOf(access: Access): string {
  return typeof access === 'string' ? access : JSON.stringify(access.rules);
}
