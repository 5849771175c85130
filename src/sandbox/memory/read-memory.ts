import type { Answer, Call } from '../../contract/call.ts';
import type { Context } from '../handler.ts';
import type { AnswerMemory } from './answer-memory.ts';
import { watchContext } from './watched-context.ts';

/** Remembers the answers of one sandbox. */
export interface ReadMemory<Parts> {
  /**
   * Answers a call that only reads, with the answer to an earlier one like it if nothing has changed that this depends
   * on.
   *
   * @param ask asks the handler, with parts that note what it reads
   */
  answer(call: Call, ask: (parts: Parts) => Answer | Promise<Answer>): Answer | Promise<Answer>;
  /** Asks the handler for everything again. Call it when handlers or contracts have changed. */
  forget(): void;
}

/** Creates the memory of a sandbox. Only answers whose handlers read the store, the time and constants are remembered. */
export function createReadMemory(memory: AnswerMemory, context: Context): ReadMemory<Context> {
  const { store, clock } = context;
  const watching = watchContext(context);
  let keyOf = createKeyOf(memory.nextSandbox());
  return {
    answer(call, ask) {
      const key = keyOf(call);
      const version = store.version();
      const known = memory.find(key);
      if (known?.version === version && (known.moment === undefined || known.moment === clock.now())) {
        return known.answer;
      }
      const noted = call.notes?.length;
      const { result: answer, reads } = watching.watch(() => ask(watching.context));
      const isRemembered =
        reads.isRepeatable &&
        !(answer instanceof Promise) &&
        !answer.stream &&
        !answer.sql &&
        call.notes?.length === noted &&
        store.version() === version;
      if (!isRemembered) return answer;
      return {
        ...answer,
        keep(checked) {
          const { status, by } = answer;
          const remembered = { answer: { status, by, body: undefined, checked }, version, moment: reads.moment };
          memory.add(key, remembered, 2 * checked.length);
        },
      };
    },
    forget() {
      keyOf = createKeyOf(memory.nextSandbox());
    },
  };
}

/** A key with all that it was made of, beside the values of a path. */
interface KnownKey extends Pick<Call, 'host' | 'userAgent'> {
  readonly username: string;
  readonly key: string;
}

/**
 * Creates the function that makes the key of a call. Calls with the same key differ in nothing that a handler can see.
 */
function createKeyOf(sandbox: number): (call: Call) => string {
  // Requests that are nothing but a path share the object of its values. Most repeat the rest, too.
  const latest = new WeakMap<object, KnownKey>();
  return (call) => {
    const { path, principal, host, userAgent } = call;
    const { username, token, restriction, expiresAt } = principal;
    const isWhole = token === undefined && restriction === undefined && expiresAt === undefined;
    const known = isWhole ? latest.get(path) : undefined;
    if (known?.host === host && known?.userAgent === userAgent && known?.username === username) return known.key;
    // No header contains the end of a line.
    const caller = isWhole ? username : JSON.stringify(principal);
    const key = `${sandbox} ${partOf(call)}\n${host ?? absent}\n${userAgent ?? absent}\n${caller}`;
    if (call.isPathOnly && isWhole) latest.set(path, { host, userAgent, username, key });
    return key;
  };
}

/** Stands for a header that was not sent. */
const absent = '\r';

function partOf({ api, operation, path, query, header, cookie }: Call): string {
  return `${api.document} ${operation.id} ${JSON.stringify([path, query, header, cookie])}`;
}
