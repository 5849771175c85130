import type { DatabaseSync } from 'node:sqlite';

export function defineVectors(_db: DatabaseSync): void {}
