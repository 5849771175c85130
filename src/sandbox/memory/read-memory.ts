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
  let sandbox = memory.nextSandbox();
  const watching = watchContext(context);
  const keyOf = createKeyOf();
  return {
    answer(call, ask) {
      const key = `${sandbox} ${keyOf(call)}`;
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
      sandbox = memory.nextSandbox();
    },
  };
}

/**
 * Creates the function that makes the key of a call. Calls with the same key differ in nothing that a handler can see.
 */
function createKeyOf(): (call: Call) => string {
  // Requests that are nothing but a path share the object of its values.
  const parts = new WeakMap<object, string>();
  return (call) => {
    const { path, principal, host, userAgent } = call;
    let part = parts.get(path);
    if (part === undefined) {
      part = partOf(call);
      if (call.isPathOnly) parts.set(path, part);
    }
    const { username, token, restriction, expiresAt } = principal;
    const isWhole = token === undefined && restriction === undefined && expiresAt === undefined;
    // No header contains the end of a line.
    return `${part}\n${host ?? absent}\n${userAgent ?? absent}\n${isWhole ? username : JSON.stringify(principal)}`;
  };
}

/** Stands for a header that was not sent. */
const absent = '\r';

function partOf({ api, operation, path, query, header, cookie }: Call): string {
  return `${api.document} ${operation.id} ${JSON.stringify([path, query, header, cookie])}`;
}
