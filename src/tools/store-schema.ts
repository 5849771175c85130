import { migrations } from '../sandbox/store/migrations.ts';
import { openDatabase } from '../sandbox/store/sqlite.ts';

/** Renders the module with the schema of a new store: the one that all migrations make. */
export function renderStoreSchema(): string {
  const database = openDatabase(':memory:');
  database.exec(`PRAGMA foreign_keys = OFF; ${migrations.join('\n')}`);
  const made = database.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'");
  const statements = made.all().map(({ sql }) => `${String(sql)};\n`);
  // A migration that makes a table anew writes down that no key of it was used.
  const counters = database.prepare('SELECT name, seq FROM sqlite_sequence').all();
  statements.push(
    ...counters.map(({ name, seq }) => `INSERT INTO sqlite_sequence VALUES ('${String(name)}', ${Number(seq)});\n`),
  );
  database.close();
  return `// Generated from migrations.ts by npm run generate. Do not edit.

/** The schema of a new store. It is made in a tenth of the time that the migrations take. */
export const schema = \`
${statements.join('')}\`;
`;
}
