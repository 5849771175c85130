import { Problem } from '../../contract/problem.ts';
import type { SqlError } from '../../sql/engine.ts';
import { maxStoredTextBytes } from './limits.ts';
import { messages } from './messages.ts';
import type { Version } from './wire.ts';

/** The texts of SQL that a stream or a socket stores. */
export interface StoredTexts {
  readonly count: () => number;
  /** @returns why it is not stored @throws Problem 400 for an id that is in use */
  store(id: number, sql: string): SqlError | undefined;
  remove(id: number): void;
  /** The text that a request gives or names. @throws Problem 400 */
  resolve(given: { sql?: string | null; sql_id?: number | null }, version: Version): string;
}

/**
 * @param limit how many texts are stored at most
 * @param maxBytes how long each may be; a socket sets no limit
 */
export function createStoredTexts(limit: number, maxBytes?: number): StoredTexts {
  const texts = new Map<number, string>();
  return {
    count: () => texts.size,
    store(id, sql) {
      if (texts.has(id)) throw new Problem(400, messages.sqlExists(id));
      if (texts.size >= limit) return { code: 'SQL_STORE_TOO_MANY', message: messages.tooManyTexts(texts.size) };
      const bytes = Buffer.byteLength(sql);
      if (maxBytes !== undefined && bytes > maxBytes) {
        const message = messages.textTooLarge(formatBytes(bytes), formatBytes(maxStoredTextBytes));
        return { code: 'SQL_STORE_TOO_LARGE', message };
      }
      texts.set(id, sql);
      return undefined;
    },
    remove: (id) => void texts.delete(id),
    resolve({ sql, sql_id: id }, version) {
      const hasId = id !== undefined && id !== null;
      if (hasId && version < 2) throw new Problem(400, messages.notSupported('`sql_id`', 2));
      if (sql !== undefined && sql !== null) {
        if (hasId) throw new Problem(400, messages.sqlAndId);
        return sql;
      }
      if (!hasId) throw new Problem(400, messages.noSql);
      const stored = texts.get(id);
      if (stored === undefined) throw new Problem(400, messages.sqlNotFound(id));
      return stored;
    },
  };
}

/** As the server writes sizes: `5.0 KB`, `999 B`. */
function formatBytes(bytes: number): string {
  return bytes < 1_000 ? `${bytes} B` : `${(bytes / 1_000).toFixed(1)} KB`;
}
