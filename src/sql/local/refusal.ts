import type { SqlError } from '../engine.ts';
import { blocked, databaseFull } from './errors.ts';
import type { ProgramLimits } from './messages.ts';
import type { Statement } from './parse.ts';

/**
 * Why a statement may not run although it is allowed: usage is above a quota, or the disk space is used up.
 *
 * https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-server/src/connection/connection_core.rs
 */
export function refusalOf(statement: Statement, { blocked: quota, full }: ProgramLimits): SqlError | undefined {
  const { kind } = statement;
  const writes = kind === 'write' || kind === 'schema';
  if (quota?.reads && (writes || kind === 'read' || kind === 'begin')) return blocked('read');
  if (quota?.writes && writes) return blocked('write');
  return full && writes && !statement.isDrop && statement.locks ? databaseFull : undefined;
}
