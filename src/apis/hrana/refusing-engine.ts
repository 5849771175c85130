import { RowsUnavailable } from '../../sandbox/contents.ts';
import { EngineUnavailable } from '../../sql/engine-unavailable.ts';
import type { Engine, SqlStream } from '../../sql/engine.ts';

/** Makes an engine refuse with a 503 of the API while the server that keeps its rows cannot be used. */
export function refusingEngine(engine: Engine): Engine {
  return {
    ...engine,
    open(content, access): SqlStream {
      const stream = engine.open(content, access);
      return {
        ...stream,
        run: (program, options) => stream.run(program, options).catch(refuse),
        describe: (sql) => stream.describe(sql).catch(refuse),
      };
    },
    copy: (from, to) => engine.copy(from, to).catch(refuse),
    bytes: (content) => engine.bytes(content).catch(refuse),
    load: (id, bytes) => engine.load(id, bytes).catch(refuse),
    fill: (id, sql, from) => engine.fill(id, sql, from).catch(refuse),
    size: (content) => engine.size(content).catch(refuse),
    tables: (content) => engine.tables(content).catch(refuse),
  };
}

function refuse(error: unknown): never {
  throw error instanceof EngineUnavailable ? new RowsUnavailable(error.message) : error;
}
