import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { maintenanceLimit, startLimit } from './limits.ts';
import { createFrameReader } from './frames.ts';
import { lowerPriority, restorePriority } from './priority.ts';
import type { Reply, Request } from './messages.ts';
import type { Call, CallEvents, Loss } from './runner.ts';
import { decodeReply, encodeRequest } from './wire.ts';

/** A call and who waits for its answer. */
export interface PendingCall {
  readonly request: Call & { readonly engine: number; readonly content: string };
  readonly events: CallEvents;
}

/** A process that runs SQL, from its start to its end. */
export interface ChildProcess {
  readonly pid: number | undefined;
  /** @param isKnown whether an earlier call has said what the content begins with */
  call(call: PendingCall, isKnown: boolean): void;
  tell(request: Request): void;
  /** Calls that have no answer yet. */
  outstanding(): number;
  /** Whether a transaction or a setting would be lost with it. */
  holdsState(): boolean;
  /** Takes no more calls. The process finishes the earlier ones and ends. */
  stop(): void;
  /** Ends it at once. */
  kill(): void;
  isStopped(): boolean;
  /** Whether other processes go first, so that another one should take its place. */
  isSlow(): boolean;
}

interface Progress extends PendingCall {
  /** `sent`: it may have begun only if nothing before it is unanswered. */
  state: 'sent' | 'begun' | 'waiting' | 'waitingUntouched';
  /** It was written to the process, which has not said anything of it yet. */
  isAhead: boolean;
}

/** A process runs one statement at a time and keeps little in JavaScript; smaller pools of memory and threads do. */
const nodeOptions = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=4', '--v8-pool-size=1'];

/** How often a busy process is looked at, in milliseconds. */
const interval = 250;

/** How long the close of a stream that holds nothing waits for a request to go with, in milliseconds. */
const closeDelay = 20;

/**
 * Starts a process.
 *
 * @param onEnd is called once, when the process has ended and all its replies are read. It gets the calls that never began
 *   and can be made elsewhere; the callers of the others have heard of their loss by then
 */
export function startChildProcess(options: {
  readonly statementLimit: number;
  readonly onIdle: () => void;
  readonly onEnd: (untouched: readonly PendingCall[]) => void;
}): ChildProcess {
  const calls = new Map<number, Progress>();
  const unsettled = new Set<number>();
  let running: number | undefined;
  let isStopped = false;
  let isInterrupted = false;
  let hasEnded = false;
  let hasSpoken = false;
  let silence = 0;
  let buffer = '';
  /** Calls in the buffer that are short. */
  let held: Progress[] = [];
  /** How many calls are ahead of what is in the buffer. */
  let ahead = 0;
  let timer: NodeJS.Timeout | undefined;
  let isFlushing = false;
  /** The priority that the process had before a statement ran for long; undefined unless one does. */
  let priority: number | undefined;
  /** Its priority could not be raised again. */
  let isSlow = false;
  let closeTimer: NodeJS.Timeout | undefined;

  const child = spawn(process.execPath, [...nodeOptions, entry()], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // A key that interrupts the server would reach its whole group; the server ends its processes itself.
    detached: process.platform !== 'win32',
    windowsHide: true,
    env: environment(),
  });
  // A process that is idle keeps nobody waiting.
  const setRef = (isBusy: boolean): void => {
    for (const each of [child, child.stdin as Socket, child.stdout as Socket]) {
      if (isBusy) each.ref();
      else each.unref();
    }
  };
  setRef(false);

  /** The call that the process works on: the one that it took up again, or the first that it has not put aside. */
  const culprit = (): Progress | undefined => {
    if (running !== undefined) return calls.get(running);
    for (const call of calls.values()) if (call.state === 'sent') return call;
    return undefined;
  };

  const limitOf = (type: Request['type']): number => {
    if (!hasSpoken) return startLimit;
    return type === 'run' || type === 'describe' ? options.statementLimit : maintenanceLimit;
  };
  const look = (): void => {
    const call = culprit();
    silence = call ? silence + interval : 0;
    if (call && hasSpoken && priority === undefined && silence > interval) priority = lowerPriority(child.pid);
    if (!call || silence < limitOf(call.request.type)) return;
    isInterrupted = true;
    child.kill('SIGKILL');
  };

  const settle = (id: number): Progress | undefined => {
    const call = calls.get(id);
    calls.delete(id);
    if (call) pass(call);
    if (calls.size > 0 || !call) return call;
    clearInterval(timer);
    timer = undefined;
    setRef(false);
    options.onIdle();
    return call;
  };

  const hear = (reply: Reply): void => {
    silence = 0;
    if (priority !== undefined) isSlow = !restorePriority(child.pid, priority);
    priority = undefined;
    hasSpoken = true;
    if (reply.type === 'alive') {
      // It works on something long, and takes up others meanwhile.
      sendHeld();
      return;
    }
    const call = calls.get(reply.id);
    if (reply.type === 'deadline') {
      call?.events.wait?.(reply.until);
      return;
    }
    running = reply.type === 'resumed' ? reply.id : undefined;
    switch (reply.type) {
      case 'result': {
        const { value } = reply;
        if (call && 'stream' in call.request && typeof value === 'object' && 'pristine' in value) {
          if (value.pristine) unsettled.delete(call.request.stream);
          else unsettled.add(call.request.stream);
        }
        settle(reply.id)?.events.settle(value);
        return;
      }
      case 'defect':
        settle(reply.id)?.events.fail(reply.message);
        return;
      case 'waiting':
        if (call) {
          call.state = reply.isUntouched ? 'waitingUntouched' : 'waiting';
          pass(call);
        }
        call?.events.wait?.(reply.until);
        return;
      case 'yielded':
        if (call) {
          call.state = 'begun';
          pass(call);
        }
        return;
      case 'resumed':
        if (call) call.state = 'begun';
        call?.events.resume?.();
    }
  };

  /**
   * Each write wakes the process, which costs more than a short statement. So requests wait in the buffer while the process
   * is busy with earlier ones, and then leave together: it would not read them sooner.
   */
  const send = (request: Request): void => {
    buffer += `${encodeRequest(request)}\n`;
    if (ahead === 0) sendHeld();
  };
  const sendHeld = (): void => {
    if (isFlushing || buffer === '') return;
    // Requests of one turn of the event loop leave together.
    isFlushing = true;
    setImmediate(flush);
  };
  /** Notes that the process has taken up a call. */
  const pass = (call: Progress): void => {
    if (!call.isAhead) return;
    call.isAhead = false;
    ahead--;
    if (ahead === 0) sendHeld();
  };
  /** Sends a request that keeps nobody waiting together with the next one: each write wakes the process. */
  const sendLater = (request: Request): void => {
    buffer += `${encodeRequest(request)}\n`;
    closeTimer ??= setTimeout(flush, closeDelay).unref();
  };
  const flush = (): void => {
    clearTimeout(closeTimer);
    closeTimer = undefined;
    isFlushing = false;
    for (const call of held) call.isAhead = true;
    ahead += held.length;
    held = [];
    const text = buffer;
    buffer = '';
    if (child.stdin.writable) child.stdin.write(text);
  };

  const end = (): void => {
    if (hasEnded) return;
    hasEnded = true;
    isStopped = true;
    clearInterval(timer);
    const lost = culprit();
    const untouched: PendingCall[] = [];
    const rest = [...calls.values()];
    calls.clear();
    for (const call of rest) {
      const isFresh = call.state === 'waitingUntouched' || (call.state === 'sent' && call !== lost);
      if (isFresh) untouched.push(call);
      else call.events.lose(lossOf(call === lost && isInterrupted));
    }
    options.onEnd(untouched);
  };

  const read = createFrameReader((json, bytes) => hear(decodeReply(json, bytes)));
  child.stdout.on('data', read);
  // All that it said has been read by then.
  child.once('close', end);
  // Writing to a process that is gone: its end tells all there is to know.
  child.stdin.on('error', () => undefined);
  child.once('error', () => {
    if (child.pid === undefined) end();
  });

  return {
    pid: child.pid,
    call(call, isKnown) {
      if (calls.size === 0) {
        setRef(true);
        silence = 0;
        timer = setInterval(look, interval);
      }
      const { request } = call;
      const progress: Progress = { ...call, state: 'sent', isAhead: false };
      calls.set(request.id, progress);
      if (isShort(request)) held.push(progress);
      send(isKnown && 'initialSql' in request ? { ...request, initialSql: undefined } : request);
    },
    tell(request) {
      if (request.type !== 'close') return send(request);
      const { stream } = request;
      // Others may wait for the locks of a transaction.
      const isHolding = unsettled.delete(stream);
      const isBusy = (): boolean =>
        [...calls.values()].some((call) => 'stream' in call.request && call.request.stream === stream);
      if (isHolding || isBusy()) send(request);
      else sendLater(request);
    },
    outstanding: () => calls.size,
    holdsState: () => unsettled.size > 0,
    stop() {
      isStopped = true;
      setRef(true);
      flush();
      child.stdin.end();
    },
    kill: () => void child.kill('SIGKILL'),
    isStopped: () => isStopped,
    isSlow: () => isSlow,
  };
}

/** Whether a call is over soon, or says that others have a turn. Work on a whole file says nothing. */
function isShort({ type }: Request): boolean {
  return type === 'run' || type === 'describe';
}

function lossOf(isInterrupted: boolean): Loss {
  return isInterrupted ? 'interrupted' : 'unfinished';
}

/** The entry lies beside this file, in the sources as in what the build makes of them. */
function entry(): string {
  const file = fileURLToPath(import.meta.url);
  return join(dirname(file), `child${extname(file)}`);
}

/** Options for the server's own Node, such as a debugger's port, are none of the child's. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, ...rest } = process.env;
  return rest;
}
