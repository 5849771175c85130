import { writeFileSync } from 'node:fs';
import { readFigures } from './figures.ts';
import { pageFile, pageWith } from './page.ts';

// Writes the figures of the long runs into the guide: `npm run trust`, after `npm run gate -- --json
// test/trust/figures/gate.json`, and the same with `load`, `durability`, `load:sql` (`load-sql.json`).
writeFileSync(pageFile, await pageWith(readFigures()));
process.stdout.write('written: src/site/guide/trust.md\n');
