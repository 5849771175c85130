import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createMockplane, startMockplane } from 'mockplane';
import { runGate } from './gate.ts';
import { serverOptions } from './options.ts';
import { summary } from './report.ts';
import { inProcess, overHttp } from './target.ts';

/**
 * Holds a server to its contract by random requests, longer than the tests do.
 *
 * `npm run gate -- --requests 1000000 --seed 42`; it starts a server of its own, unless `--url` names one (whose state
 * it resets) or `--in-process` asks for none.
 */
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    url: { type: 'string' },
    'in-process': { type: 'boolean', default: false },
    only: { type: 'string' },
    path: { type: 'string' },
    json: { type: 'string' },
  },
});

const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
const requests = Number(values.requests);
if (!Number.isInteger(seed) || !Number.isInteger(requests) || requests < 1) throw new Error('No such number.');

const server =
  values.url === undefined && !values['in-process'] ? await startMockplane({ ...serverOptions, port: 0 }) : undefined;
const target = values['in-process']
  ? inProcess(createMockplane(serverOptions).fetch)
  : overHttp(values.url ?? server!.url);

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
