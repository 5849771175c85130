import type { Argument, Statement } from './statements.ts';

/** The refusals of a server, beside a connection that is cut off. */
export class Refusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The server is gone. */
export class CutOff extends Error {}

/** A stream to a database, over HTTP or a WebSocket. */
export interface Link {
  /**
   * Runs statements one after the other, each if the one before it succeeded.
   *
   * @throws Refusal
   * @throws CutOff
   */
  run(...statements: readonly Statement[]): Promise<void>;
  /** Runs a text of many statements. @throws Refusal @throws CutOff */
  script(sql: string): Promise<void>;
  /** Rolls back what is open. */
  close(): Promise<void>;
  /** Ends the connection, if it has one of its own. */
  end(): Promise<void>;
}

interface Reply {
  readonly type: string;
  readonly error?: { readonly code?: string; readonly message: string };
  readonly response?: { readonly result?: { readonly step_errors: readonly (Reply['error'] | null)[] } };
}

/** @param url of the database, with a slash at its end */
export function openHttp(url: string, token: string): Link {
  let baton: string | null = null;
  const send = async (...requests: readonly object[]): Promise<void> => {
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${url}v3/pipeline`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({ baton, requests }),
      });
      text = await response.text();
    } catch (error) {
      throw new CutOff('HTTP', { cause: error });
    }
    const body = response.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : {};
    baton = body.baton ?? null;
    if (response.status !== 200) throw new Refusal(body.code ?? String(response.status), text);
    for (const result of body.results) check(result);
  };
  return {
    run: (...statements) => send(toRequest(statements)),
    script: (sql) => send({ type: 'sequence', sql }),
    async close() {
      if (baton !== null) await send({ type: 'close' });
    },
    end: () => Promise.resolve(),
  };
}

/** @param url of the database, with a slash at its end */
export async function openSocket(url: string, token: string): Promise<Link> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), 'hrana3');
  const waiting = new Map<number, { resolve: (reply: Reply) => void; reject: (error: Error) => void }>();
  let count = 0;
  let isGone = false;
  let markEnded!: () => void;
  const ended = new Promise<void>((resolve) => (markEnded = resolve));
  const opened = new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new CutOff('WebSocket')));
    socket.addEventListener('close', () => {
      isGone = true;
      markEnded();
      reject(new CutOff('WebSocket'));
      for (const each of waiting.values()) each.reject(new CutOff('WebSocket'));
    });
  });
  socket.addEventListener('message', ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply & { readonly request_id?: number };
    if (reply.request_id === undefined) return;
    waiting.get(reply.request_id)?.resolve({ ...reply, type: reply.type.replace('response_', '') });
    waiting.delete(reply.request_id);
  });
  const request = async (body: object): Promise<void> => {
    if (isGone) throw new CutOff('WebSocket');
    const id = count++;
    const reply = new Promise<Reply>((resolve, reject) => waiting.set(id, { resolve, reject }));
    socket.send(JSON.stringify({ type: 'request', request_id: id, request: body }));
    check(await reply);
  };
  await opened;
  socket.send(JSON.stringify({ type: 'hello', jwt: token }));
  // Streams are numbered anew by each that is opened.
  let stream = 0;
  await request({ type: 'open_stream', stream_id: stream });
  return {
    run: (...statements) => request({ ...toRequest(statements), stream_id: stream }),
    script: (sql) => request({ type: 'sequence', stream_id: stream, sql }),
    async close() {
      await request({ type: 'close_stream', stream_id: stream });
      await request({ type: 'open_stream', stream_id: ++stream });
    },
    async end() {
      if (isGone) return;
      socket.close();
      await ended;
    },
  };
}

/** One statement as it is; several as a batch, in which each waits for the success of the one before. */
function toRequest(statements: readonly Statement[]): object {
  const [first] = statements.map(({ sql, args = [] }) => ({ sql, args: args.map(toValue) }));
  if (statements.length === 1) return { type: 'execute', stmt: first };
  const steps = statements.map(({ sql, args = [] }, index) => ({
    ...(index > 0 && { condition: { type: 'ok', step: index - 1 } }),
    stmt: { sql, args: args.map(toValue) },
  }));
  return { type: 'batch', batch: { steps } };
}

function toValue(value: Argument): object {
  return typeof value === 'number' ? { type: 'integer', value: String(value) } : { type: 'text', value };
}

function check({ error, response }: Reply): void {
  const failed = error ?? response?.result?.step_errors?.find((each) => each !== null);
  if (failed) throw new Refusal(failed.code ?? 'none', failed.message);
}
