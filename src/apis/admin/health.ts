import type { components, operations } from '../../contract/generated/admin.ts';
import type { Handler } from '../../sandbox/handler.ts';
import { formatTime } from '../../sandbox/clock/time.ts';
import type { Engine } from '../../sql/engine.ts';
import type { AdminContext } from './context.ts';

type Schemas = components['schemas'];

/** Returns how this Mockplane runs: version, mode, time, APIs, where the data is kept, and how SQL is. */
export const getHealth: Handler<operations['getHealth'], AdminContext> = async (_input, context) => {
  const { version, mode, sandbox, apis, data, edition, engine } = context;
  const now = formatTime(sandbox.clock.now());
  // Every served API and edition is in the contract; a test holds its lists to the code.
  const named = { apis: apis as Schemas['Health']['apis'], edition: edition as Schemas['Edition'] };
  const sql = mode === 'stateless' || !engine ? undefined : await healthOf(engine);
  return { status: 200, body: { status: 'ok', version, mode, now, ...named, data, ...(sql && { sql }) } };
};

async function healthOf({ server }: Engine): Promise<Schemas['SqlHealth']> {
  if (!server) return { engine: 'sqlite', status: 'ok' };
  const message = await server.check();
  return message === undefined
    ? { engine: 'libsql', status: 'ok' }
    : { engine: 'libsql', status: 'unavailable', message };
}
