import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { measure } from './measure.ts';
import { complaints, figuresOf, markdown, text } from './report.ts';

// Says of each example of the contract what brings it: `npm run coverage:contract`. With `--json file` the same goes
// into a file; with `--markdown` only the figures and the gaps are printed, as the guide shows them.

const { values } = parseArgs({ options: { json: { type: 'string' }, markdown: { type: 'boolean' } } });
const rows = await measure();
const found = complaints(rows);
if (values.json !== undefined) {
  writeFileSync(values.json, `${JSON.stringify({ figures: figuresOf(rows), rows, complaints: found }, null, 2)}\n`);
}
process.stdout.write(values.markdown ? await format(markdown(rows), { parser: 'markdown' }) : `${text(rows)}\n`);
for (const complaint of found) process.stderr.write(`${complaint}\n`);
process.exitCode = found.length > 0 ? 1 : 0;
