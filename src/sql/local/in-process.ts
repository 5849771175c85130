import { createCore } from './core.ts';
import type { CallEvents, Runner } from './runner.ts';

/** Runs SQL in this process. A statement that does not end cannot be stopped, so this is for tests rather than servers. */
export function createInProcessRunner(): Runner {
  const calls = new Map<number, CallEvents>();
  const engines = new Map<number, () => void>();
  const place = { pid: process.pid };
  let closings = 0;

  const core = createCore((reply) => {
    if (reply.type === 'alive' || reply.type === 'yielded') return;
    const events = calls.get(reply.id);
    switch (reply.type) {
      case 'result':
        calls.delete(reply.id);
        events?.settle(reply.value);
        return;
      case 'defect':
        calls.delete(reply.id);
        events?.fail(reply.message);
        return;
      case 'waiting':
        events?.wait?.(reply.until);
        return;
      case 'resumed':
        events?.resume?.();
    }
  });

  return {
    addEngine(introduce) {
      const { engine } = introduce();
      engines.set(engine, () => {
        core.handle(introduce());
        engines.delete(engine);
      });
    },
    removeEngine(engine) {
      engines.delete(engine);
      return new Promise((resolve) => {
        const id = --closings;
        calls.set(id, { settle: () => resolve(), fail: () => resolve(), lose: () => resolve() });
        core.handle({ type: 'closeEngine', id, engine, content: '' });
      });
    },
    call(request, events) {
      engines.get(request.engine)?.();
      calls.set(request.id, events);
      core.handle(request);
    },
    tell(request) {
      if (!engines.has(request.engine)) core.handle(request);
    },
    withdraw: (request) => core.handle(request),
    changeClock(request) {
      if (!engines.has(request.engine)) core.handle(request);
    },
    place: () => place,
    end() {
      core.close();
      calls.clear();
      return Promise.resolve();
    },
  };
}
