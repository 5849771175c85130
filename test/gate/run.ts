import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createMockplane, startMockplane } from 'mockplane';
import { cases2026 } from './2026/cases.ts';
import { prepare2026, serverOptions2026 } from './2026/story.ts';
import { runGate } from './gate.ts';
import { hranaCases } from './hrana/cases.ts';
import { prepareTokens, type Tokens } from './hrana/story.ts';
import { serverOptions } from './options.ts';
import { summary } from './report.ts';
import { inProcess, overHttp } from './target.ts';

/**
 * Holds a server to its contract by random requests, longer than the tests do.
 *
 * `npm run gate -- --requests 1000000 --seed 42`, with `--edition 2026` for that edition and `--sql` for SQL over HTTP; it
 * starts a server of its own, unless `--url` names one (whose state it resets) or `--in-process` asks for none.
 */
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    url: { type: 'string' },
    'in-process': { type: 'boolean', default: false },
    edition: { type: 'string', default: '2023' },
    sql: { type: 'boolean', default: false },
    only: { type: 'string' },
    path: { type: 'string' },
    json: { type: 'string' },
  },
});

const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
const requests = Number(values.requests);
if (!Number.isInteger(seed) || !Number.isInteger(requests) || requests < 1) throw new Error('No such number.');

if (!['2023', '2026'].includes(values.edition)) throw new Error('There is no such edition.');
const is2026 = values.edition === '2026';
const options = is2026 ? serverOptions2026 : serverOptions;
if (values.sql && is2026) throw new Error('SQL is the same in both editions: leave out --edition.');
const tokens: Tokens = { full: '', readOnly: '', other: '' };

const server =
  values.url === undefined && !values['in-process'] ? await startMockplane({ ...options, port: 0 }) : undefined;
const target = values['in-process'] ? inProcess(createMockplane(options).fetch) : overHttp(values.url ?? server!.url);

process.stderr.write(
  `seed ${seed}, about ${requests} requests to ${values['in-process'] ? 'this process' : target.base}\n`,
);
let shown = 0;
const figures = await runGate({
  target,
  seed,
  requests,
  only: values.only,
  path: values.path,
  ...(is2026 && { prepare: prepare2026, makeCases: cases2026 }),
  ...(values.sql && { prepare: prepareTokens(tokens), makeCases: () => hranaCases(tokens) }),
  onProgress(count) {
    if (count - shown < 10_000) return;
    shown = count;
    process.stderr.write(`${count} requests\n`);
  },
});
target.close();
await server?.close();
process.stdout.write(`${summary(figures)}\n`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, undefined, 2)}\n`);
process.exitCode = figures.violations.length === 0 ? 0 : 1;
