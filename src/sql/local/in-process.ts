import type { Core } from './core.ts';
import type { Reply, Request } from './messages.ts';
import type { CallEvents, Runner } from './runner.ts';

/** Runs SQL in this process. A statement that does not end cannot be stopped, so this is for tests rather than servers. */
export function createInProcessRunner(): Runner {
  const calls = new Map<number, CallEvents>();
  const introductions = new Map<number, () => Request & { type: 'engine' }>();
  const known = new Set<number>();
  const place = { pid: process.pid };
  let core: Core | undefined;
  let loading: Promise<void> | undefined;
  let closings = 0;

  const hear = (reply: Reply): void => {
    if (reply.type === 'alive' || reply.type === 'yielded') return;
    const events = calls.get(reply.id);
    if (reply.type === 'result' || reply.type === 'defect') calls.delete(reply.id);
    switch (reply.type) {
      case 'result':
        events?.settle(reply.value);
        return;
      case 'defect':
        events?.fail(reply.message);
        return;
      case 'waiting':
      case 'deadline':
        events?.wait?.(reply.until);
        return;
      default:
        events?.resume?.();
    }
  };

  /** Loads what runs SQL with the first SQL. */
  const load = async (): Promise<void> => {
    const { createCore } = await import('./core.ts');
    core = createCore(hear);
  };
  const send = (request: Request): void => {
    if (core) core.handle(request);
    else loading = (loading ?? load()).then(() => core!.handle(request));
  };
  const introduce = (engine: number): void => {
    const introduction = introductions.get(engine);
    if (known.has(engine) || !introduction) return;
    known.add(engine);
    send(introduction());
  };

  return {
    addEngine(introduction) {
      introductions.set(introduction().engine, introduction);
    },
    async removeEngine(engine) {
      introductions.delete(engine);
      if (!known.delete(engine)) return;
      await new Promise<void>((resolve) => {
        const id = --closings;
        const done = (): void => resolve();
        calls.set(id, { settle: done, fail: done, lose: done });
        send({ type: 'closeEngine', id, engine, content: '' });
      });
    },
    call(request, events) {
      introduce(request.engine);
      calls.set(request.id, events);
      send(request);
    },
    tell(request) {
      if (known.has(request.engine)) send(request);
    },
    withdraw: send,
    changeClock(request) {
      if (known.has(request.engine)) send(request);
    },
    place: () => place,
    forget: () => undefined,
    async end() {
      await loading;
      core?.close();
      calls.clear();
    },
  };
}
