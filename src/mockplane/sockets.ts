import { hranaApi } from '../apis/hrana/api.ts';
import type { Hrana } from '../apis/hrana/hrana.ts';
import { databaseOfJwt, databaseOfSocket, isSocketPath } from '../apis/hrana/route.ts';
import { messageChecks } from '../apis/hrana/message-checks.ts';
import { messages } from '../apis/hrana/messages.ts';
import type { SocketGrant } from '../apis/hrana/context.ts';
import { createMeetFault } from '../apis/hrana/socket-faults.ts';
import { createSession } from '../apis/hrana/session.ts';
import type { Version } from '../apis/hrana/wire.ts';
import type { Contract } from '../contract/contract.ts';
import { lazy } from '../contract/lazy.ts';
import { Problem } from '../contract/problem.ts';
import type { Redactor } from '../pipeline/redact.ts';
import { splitTarget } from '../pipeline/request-target.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Sandboxes } from '../sandbox/sandboxes.ts';
import { mintedFor } from '../sandbox/tokens.ts';
import type { WebSocketOptions } from '../server/websocket.ts';
import { toExchange } from './socket-exchange.ts';

export interface SocketsOptions {
  readonly contract: Contract;
  readonly sandboxes: Sandboxes;
  readonly hranaOf: (sandbox: Sandbox) => Hrana | undefined;
  readonly redact: Redactor;
}

/** RFC 6455: the endpoint is going away. */
const goingAway = 1001;

/** The conversations over WebSockets: a token names the sandbox, and the database where the path does not. */
export function createSockets({ contract, sandboxes, hranaOf, redact }: SocketsOptions): WebSocketOptions {
  const checks = lazy(() => messageChecks(contract));

  return {
    protocols: ['hrana3', 'hrana2', 'hrana1'],
    defaultProtocol: 'hrana1',
    messageLimit: hranaApi.transport.bodyLimit,
    isServed: (target) => isSocketPath(splitTarget(target).path),
    open(request, protocol, peer) {
      const { path } = splitTarget(request.target);
      let sandbox = sandboxes.default;
      let unsubscribe: (() => void) | undefined;
      let release: (() => void) | undefined;

      const grant = (token: string | null): SocketGrant => {
        const name = token === null ? undefined : mintedFor(token);
        const found = (name === undefined ? undefined : sandboxes.find(name)) ?? sandboxes.default;
        // An answer may tell of a write that waits for its commit, and act on it.
        found.flush();
        const hrana = hranaOf(found);
        const { context } = found;
        const database =
          databaseOfSocket(context, path, request.headers['host']) ??
          (token === null ? undefined : databaseOfJwt(context.store, token));
        if (!hrana || !database) throw new Problem(404, messages.noDatabase);
        const opened = hrana.open(database, token, request);
        const ready = hrana.ready(opened.database.content.id);
        const granted = { ...opened, engine: hrana.engine, ready };
        unsubscribe?.();
        unsubscribe = hrana.onEnd((ended) => {
          if (ended !== undefined && ended !== granted.database.id) return;
          peer.end(goingAway, 'the database has ended all connections');
        });
        sandbox = found;
        // An open connection keeps the sandbox from being dropped as idle.
        release?.();
        release = sandboxes.hold(found.name);
        return granted;
      };

      const { client: checkMessage, server: checkReply } = checks();
      const version = Number(protocol.slice(-1)) as Version;
      const session = createSession({
        version,
        grant,
        checkMessage,
        send(message, text) {
          const [violation] = checkReply(message);
          if (violation) throw new Error(`A message breaks the contract: ${violation.pointer} ${violation.message}`);
          peer.send(text);
        },
        end: (code, reason) => peer.end(code, reason),
        drop: () => peer.drop(),
        meetFault: createMeetFault({ sandbox: () => sandbox, operations: () => contract.operations, version }),
        report(exchange) {
          if (exchange.database) hranaOf(sandbox)?.report(exchange.database, exchange.meter);
          sandbox.journal.record(toExchange(exchange, request, sandbox, redact, sandboxes.journal.nextSequence()));
        },
      });
      return {
        receive: (text) => session.receive(text),
        pending: () => session.pending(),
        stopWaiting: () => session.stopWaiting(),
        close() {
          unsubscribe?.();
          release?.();
          session.close();
        },
      };
    },
  };
}
