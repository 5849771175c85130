import { writeFileSync, writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { createCore } from './core.ts';
import { frameOf } from './frames.ts';
import { createLineReader } from './lines.ts';
import type { Reply } from './messages.ts';
import { decodeRequest, encodeReply } from './wire.ts';

/**
 * The process that runs SQL: requests come in lines on its standard input, replies leave in frames on its standard output.
 *
 * A reply is written before anything else runs. When this process is killed, its replies therefore tell which requests were
 * finished, which one was running and which were never begun. The process ends when its input does.
 */
const output = 1;

function say(reply: Reply): void {
  const { json, bytes } = encodeReply(reply);
  const frame = frameOf(json, bytes);
  for (let written = 0; written < frame.length;) written += writeSome(frame, written);
}

/** A pipe that is full takes nothing until the server has read from it. @returns how many bytes were written */
function writeSome(frame: Buffer, from: number): number {
  try {
    return writeSync(output, frame, from);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    Atomics.wait(pause, 0, 0, 1);
    return 0;
  }
}

const pause = new Int32Array(new SharedArrayBuffer(4));

/** Should the machine run out of memory, Linux ends this process rather than the server. */
function offerToBeKilled(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000');
  } catch {
    // There is no such file elsewhere.
  }
}

function main(): void {
  offerToBeKilled();
  const core = createCore(say);
  const read = createLineReader((line) => core.handle(decodeRequest(line)));
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', read);
  process.stdin.on('end', () => {
    core.close();
    process.exit(0);
  });
  say({ type: 'alive' });
  const { pathname } = new URL(import.meta.url);
  const extension = pathname.slice(pathname.lastIndexOf('.'));
  // To print what a worker prints, Node would open the standard output, and then a write to a full pipe does not wait.
  const silent = { stdout: true, stderr: true };
  new Worker(new URL(`./watchdog${extension}`, import.meta.url), silent).unref();
}

main();
