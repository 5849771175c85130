import type { DatabaseSync } from 'node:sqlite';

export function defineRegexp(_db: DatabaseSync): void {}
