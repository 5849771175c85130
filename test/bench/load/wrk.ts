import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../../helpers/path.ts';
import { type BenchRequest, uniqueName } from '../cases.ts';
import type { Fired, Load, Shot } from './load.ts';

const run = promisify(execFile);

/** wrk on the path; undefined where there is none. */
export function findWrk(): string | undefined {
  return findProgram(['wrk']);
}

/** The output of the script at its end. */
interface Summary {
  readonly requests: number;
  readonly microseconds: number;
  /** Answers of 400 and above, which is all that wrk tells of a status without slowing down. */
  readonly refused: number;
  readonly broken: number;
  readonly p50: number;
  readonly p99: number;
}

export function startWrk(program: string): Load {
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-bench-'));
  const script = join(folder, 'load.lua');
  return {
    name: 'wrk',
    async fire(shot) {
      writeFileSync(script, lua(shot.request, shot.others));
      const { connections, seconds, url, request } = shot;
      // One thread sends more than one Node process answers, and leaves the other cores to the server.
      const args = ['-t', '1', '-c', String(connections), '-d', `${Math.ceil(seconds)}s`, '--timeout', '10s'];
      const { stdout } = await run(program, [...args, '-s', script, url + request.path], {
        timeout: (seconds + 60) * 1_000,
      });
      return fired(JSON.parse(stdout.slice(stdout.lastIndexOf('\n{'))) as Summary, shot);
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function fired({ requests, microseconds, refused, broken, p50, p99 }: Summary, { expected }: Shot): Fired {
  const strange = expected.every((status) => status >= 400) ? requests - refused : refused;
  return { requests, seconds: microseconds / 1e6, unexpected: strange + broken, p50: p50 / 1e3, p99: p99 / 1e3 };
}

/** The request in wrk's own language; one with a unique name is written anew each time. */
function lua(request: BenchRequest, others: readonly BenchRequest[] = []): string {
  const { method, headers, body } = request;
  const lines = [`wrk.method = ${quote(method)}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`wrk.headers[${quote(name)}] = ${quote(value)}`);
  if (body !== undefined) lines.push(`wrk.body = ${quote(body)}`);
  if (body?.includes(uniqueName)) {
    const [before = '', after = ''] = body.split(uniqueName);
    lines.push(
      'local count = 0',
      'request = function()',
      '  count = count + 1',
      `  return wrk.format(nil, nil, nil, ${quote(before)} .. string.format("bench-%07d", count) .. ${quote(after)})`,
      'end',
    );
  }
  if (others.length > 0) lines.push(...inTurn([request, ...others]));
  lines.push(
    'done = function(summary, latency)',
    '  local errors = summary.errors',
    '  local broken = errors.connect + errors.read + errors.write + errors.timeout',
    `  local form = '\\n{"requests":%d,"microseconds":%d,"refused":%d,"broken":%d,"p50":%d,"p99":%d}'`,
    '  local p50, p99 = latency:percentile(50), latency:percentile(99)',
    '  print(string.format(form, summary.requests, summary.duration, errors.status, broken, p50, p99))',
    'end',
  );
  return `${lines.join('\n')}\n`;
}

/** Writes the requests once, before the load begins, and then sends one after another. */
function inTurn(requests: readonly BenchRequest[]): string[] {
  const written = requests.map(({ method, path, headers, body }) => {
    const fields = Object.entries(headers).map(([name, value]) => `[${quote(name)}] = ${quote(value)}`);
    const text = body === undefined ? 'nil' : quote(body);
    return `    wrk.format(${quote(method)}, ${quote(path)}, { ${fields.join(', ')} }, ${text}),`;
  });
  return [
    'local requests',
    'local count = 0',
    'init = function()',
    '  requests = {',
    ...written,
    '  }',
    'end',
    'request = function()',
    '  count = count + 1',
    '  return requests[count % #requests + 1]',
    'end',
  ];
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, String.raw`\$&`)}'`;
}
