import type { Answer, Call, RecordedChanges } from '../contract/call.ts';
import type { Operation } from '../contract/operation.ts';
import { Problem } from '../contract/problem.ts';
import { type MadeContent, type MakeContent, RowsUnavailable } from './contents.ts';
import type { AnyHandler, AnyReply } from './handler.ts';
import { HandlerFailure } from './handler-failure.ts';
import type { ReadMemory } from './memory/read-memory.ts';
import type { CommitGroup } from './store/commit-group.ts';
import { StorageError } from './store/errors.ts';

/** The result of a transaction, with the rows that it changed. */
export interface Written<T> {
  readonly result: T;
  readonly changes: RecordedChanges | undefined;
}

export interface AnswererOptions<Parts> {
  /** Handlers by operationId. */
  readonly handlers: Readonly<Record<string, AnyHandler<Parts>>>;
  /** Makes rows before the transaction of a call, by operationId. */
  readonly contents?: Readonly<Record<string, MakeContent<Parts>>> | undefined;
  /** The parts of the sandbox that every handler receives. */
  readonly parts: Parts;
  /** The source of the answers, for the response header and the log. */
  readonly by: string;
  /** Makes the due transitions. */
  readonly settle: () => void;
  /**
   * Runs a handler so that all of its writes are stored, or none. If undefined, handlers run outside a transaction and
   * may wait.
   */
  readonly transaction?: (<T>(run: () => T) => Written<T>) | undefined;
  /** Whether GET runs in a transaction, too. */
  readonly writesOnGet?: boolean | undefined;
  /** Remembers the answers of GET; undefined to ask the handler each time. */
  readonly memory?: ReadMemory<Parts> | undefined;
  /**
   * Shares one commit among the requests of a turn. An answer that reads what is not yet stored then waits for it.
   * Undefined to store each write at once.
   */
  readonly group?: CommitGroup | undefined;
}

/**
 * Answers a call with the handler of its operation, after the due transitions.
 *
 * @param failure why the transition that the call starts must fail; undefined to let it succeed
 * @throws Problem for a documented refusal, Error for anything else
 */
export type HandlerAnswerer = (call: Call, failure?: string) => Answer | Promise<Answer>;

/** Creates the answerer. No other code runs handlers. */
export function createHandlerAnswerer<Parts>(options: AnswererOptions<Parts>): HandlerAnswerer {
  const { parts, by, settle, transaction, writesOnGet = false, memory, group } = options;
  const { handlers, contents = {} } = options;
  const answerOf = ({ status, body, shown, written, sql, headers }: AnyReply): Answer => {
    if (isStream(body)) return { status, body: undefined, by, stream: body };
    return {
      status,
      body,
      by,
      ...(sql && { sql }),
      ...(headers && { headers }),
      ...(shown !== undefined && { shown }),
      ...(written !== undefined && { written }),
    };
  };

  const toAnswer = ({ result, changes }: Written<AnyReply>): Answer => ({ ...answerOf(result), changes });

  return (call, failure) => {
    const { operation, path, query, header, body, files, principal, host, signal, userAgent, notes } = call;
    const handler = own(handlers, operation.id);
    if (!handler) throw new Error(`No handler answers ${operation.id}.`);
    const input = { path, query, header, body, files, principal, host, userAgent, signal, failure, notes };
    const refuse = (error: unknown): never => {
      throw documentedError(error, operation);
    };
    try {
      settle();
      if (transaction === undefined || (operation.method === 'GET' && !writesOnGet)) {
        const ask = (given: Parts): Answer | Promise<Answer> => {
          const reply = handler(input, given);
          return reply instanceof Promise ? reply.then(answerOf, refuse) : answerOf(reply);
        };
        // A handler outside a transaction may have effects that cannot be repeated.
        if (transaction === undefined) group?.flush();
        if (group?.isOpen()) return group.join(() => ask(parts)).catch(refuse);
        return memory && body === undefined && files.size === 0 ? memory.answer(call, ask) : ask(parts);
      }
      const write = (content?: MadeContent): Answer | Promise<Answer> => {
        const discard = (error: unknown): never => {
          if (content?.type === 'made') content.discard();
          throw error;
        };
        const run = (): Written<AnyReply> =>
          transaction(() => {
            const reply = handler(content ? { ...input, content } : input, parts);
            if (reply instanceof Promise) throw new Error(`The handler of ${operation.id} waits while it writes.`);
            return reply;
          });
        if (group) return group.join(run).then(toAnswer, discard);
        try {
          return toAnswer(run());
        } catch (error) {
          return discard(error);
        }
      };
      const making = own(contents, operation.id)?.(input, parts);
      if (!making) {
        const written = write();
        return written instanceof Promise ? written.catch(refuse) : written;
      }
      // Time has passed: transitions may have become due.
      const writeLater = (content: MadeContent): Answer | Promise<Answer> => {
        settle();
        return write(content);
      };
      return making.then(writeLater).catch(refuse);
    } catch (error) {
      return refuse(error);
    }
  };
}

function own<T>(members: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

function isStream(body: unknown): body is AsyncIterable<string> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/** Insufficient Storage (RFC 4918). Any operation may answer it when the state is kept in a directory. */
const notStored = 507;

/** Passes on a documented problem of a handler. Turns any other error into a defect. */
function documentedError(error: unknown, { id, responses }: Operation): unknown {
  if (error instanceof StorageError) return new Problem(notStored, error.message);
  const isKnown = error instanceof Problem && !(error instanceof HandlerFailure) && !(error instanceof RowsUnavailable);
  if (!isKnown || responses.has(error.status)) return error;
  return new Error(`The handler of ${id} refused with ${error.status}, which is not documented.`, { cause: error });
}
