import type { operations } from '../../contract/generated/hrana.ts';
import { Problem } from '../../contract/problem.ts';
import type { Handler } from '../../sandbox/handler.ts';
import type { HranaContext } from './context.ts';
import { dump } from './dump.ts';
import { createMeter } from './meter.ts';
import { RequestError } from './requests.ts';
import { openStream } from './stream.ts';
import { shared } from './work.ts';

/** Dumps a database on a connection of its own, as one transaction sees it. */
export const dumpDatabase: Handler<operations['dumpDatabase'], HranaContext> = async (input, context) => {
  const { database, access } = context.grant(input.path, input.principal);
  await context.ready(database.content.id);
  const stream = openStream(context.engine, database, access);
  const meter = createMeter();
  try {
    return { status: 200, body: await dump({ stream, database, meter, signal: shared(input.signal) }) };
  } catch (error) {
    if (error instanceof RequestError) throw new Problem(503, `the database cannot be dumped: ${error.message}`);
    throw error;
  } finally {
    stream.sql.close();
    context.report(database, meter);
  }
};
