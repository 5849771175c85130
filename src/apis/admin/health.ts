import type { operations } from '../../contract/generated/admin.ts';
import type { Handler } from '../../sandbox/handler.ts';
import { formatTime } from '../../sandbox/clock/time.ts';
import type { AdminContext } from './context.ts';

type ApiName = 'turso' | 'lambda' | 'admin';

/** Returns how this Mockplane runs: version, mode, time, APIs and where the data is kept. */
export const getHealth: Handler<operations['getHealth'], AdminContext> = (_input, context) => {
  const { version, mode, sandbox, apis, data } = context;
  const now = formatTime(sandbox.clock.now());
  return { status: 200, body: { status: 'ok', version, mode, now, apis: apis as ApiName[], data } };
};
