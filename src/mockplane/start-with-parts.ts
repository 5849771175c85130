import type { AddressInfo } from 'node:net';
import { hranaApi } from '../apis/hrana/api.ts';
import { createProcessHost } from '../sql/local/process-host.ts';
import { createWebSockets } from '../server/websocket.ts';
import { createEngines } from './engines.ts';
import { openApiDocuments } from './openapi-documents.ts';
import { createSockets } from './sockets.ts';
import { beginSession } from '../apis/turso/resources/sessions.ts';
import { assemble, type MockplaneParts } from './assemble.ts';
import { type AdminClient, createAdminClient } from '../client/admin.ts';
import { checkOptions, startOptions } from './check-options.ts';
import { pathWithin } from '../contract/api.ts';
import type { Documents } from '../documents/documents.ts';
import { DocumentError } from '../documents/finding.ts';
import type { DefinedHandlers } from '../handlers/define.ts';
import { createGetSandbox } from './get-sandbox.ts';
import { defaultHost, defaultPort, type RunningMockplane, type StartOptions } from './running-mockplane.ts';
import { servedContracts, servesBuiltIn, takenBeside } from './served-contracts.ts';
import { definitionsOf, OptionError } from './options.ts';
import { createOriginGuard } from '../apis/admin/guard.ts';
import { defaultUser } from '../sandbox/baseline.ts';
import { createServer } from '../server/http.ts';
import type { Timeouts } from '../server/limits.ts';
import { createStaticSite } from '../server/static-site.ts';
import { version } from './version.ts';

/** A running Mockplane and what it consists of, for the command line. */
export interface StartedMockplane {
  readonly mockplane: RunningMockplane;
  readonly parts: MockplaneParts;
  /** The documents of the user; undefined if there are none. */
  readonly documents: Documents | undefined;
  /** Switches to other handlers and keeps the state. @throws OptionError for handlers that do not go with the documents */
  readonly follow: (handlers: readonly DefinedHandlers[]) => void;
}

/** Settings of a start that are no options of a Mockplane. */
export interface StartSettings {
  readonly timeouts?: Timeouts | undefined;
  /** Whether the sandbox `default` has a database even when it begins empty. */
  readonly hasFirstDatabase?: boolean | undefined;
  /** Called with each file of a document that is read. */
  readonly onFile?: ((file: string) => void) | undefined;
  /** Called when a client tries TLS, at most once a second. */
  readonly onTls?: (() => void) | undefined;
}

/** Starts a Mockplane as `startMockplane` does, and returns its parts too. @throws as `startMockplane` */
export async function startWithParts(
  options: StartOptions,
  { timeouts, hasFirstDatabase, onFile, onTls }: StartSettings = {},
): Promise<StartedMockplane> {
  checkOptions(options, startOptions);
  const { port = defaultPort, host = defaultHost, allowedHosts, allowedOrigins } = options;
  const guard = createOriginGuard(host, { hosts: allowedHosts, origins: allowedOrigins });
  const documents = await documentsOf(options, onFile);
  const contracts = servedContracts(options, documents?.current());
  const mocked = contracts.map(({ api }) => api).filter((api) => !api.isAdmin && api !== hranaApi);
  const engines = servesBuiltIn(options) ? createEngines(options, createProcessHost) : undefined;
  let definitions = definitionsOf(options);
  const implementDocuments = definitions && (await import('../handlers/implementation.ts')).implementDocuments;
  const parts = assemble(contracts, options, {
    engines,
    guard,
    hasFirstDatabase,
    documents,
    implement: implementDocuments && ((current) => implementDocuments(current, definitions!)),
  });
  const { pipeline, policy, sandbox, token, reload, close: closeSandboxes } = parts;
  const sql = (options.stateless ? undefined : engines) && contracts.find(({ api }) => api === hranaApi);
  const server = createServer({
    pipeline,
    policy,
    site: createStaticSite({
      token,
      session: () => beginSession(sandbox.context, defaultUser),
      username: defaultUser,
      version: version(),
      apis: [...new Set(mocked.map(({ name }) => name))],
      documents: openApiDocuments(sandbox.edition),
      guard,
      isApi: (path) =>
        contracts.some(({ api }) => pathWithin(api, path) !== undefined || api.guestPaths?.has(path) === true),
      userDocuments: documents && { ...documents, hasBuiltIn: servesBuiltIn(options) },
    }),
    allowedOrigins,
    sockets: sql && createWebSockets(createSockets({ contract: sql, ...parts })),
    onTls,
    timeouts,
  });
  let address: AddressInfo;
  try {
    address = await server.listen({ port, host });
  } catch (error) {
    // Release the open data directory.
    await closeSandboxes();
    throw error;
  }
  const close = async (): Promise<void> => {
    await server.close();
    await closeSandboxes();
  };
  const url = urlOf(address, host);
  const mode = options.stateless ? 'stateless' : 'sandbox';
  let admin: AdminClient | undefined;
  const mockplane: RunningMockplane = {
    url,
    token,
    mode,
    // Create the client on demand: the command line never needs it, and it loads Node's `fetch`.
    get admin() {
      return (admin ??= createAdminClient({ baseUrl: url }));
    },
    sandbox: createGetSandbox(parts, { url }),
    reload,
    close,
    [Symbol.asyncDispose]: close,
  };
  return {
    mockplane,
    parts,
    documents: documents && {
      ...documents,
      reload() {
        const loaded = documents.reload();
        try {
          reload(servedContracts(options, loaded));
        } catch (error) {
          if (!(error instanceof OptionError)) throw error;
          throw new DocumentError([{ level: 'error', file: loaded[0]!.file, message: error.message }]);
        }
        return loaded;
      },
    },
    follow(handlers) {
      const before = definitions;
      definitions = handlers;
      try {
        reload(servedContracts(options, documents?.current()));
      } catch (error) {
        definitions = before;
        throw error;
      }
    },
  };
}

/** Loads the documents of the options. A start without documents does not load the code that reads them. */
async function documentsOf(options: StartOptions, onFile: StartSettings['onFile']): Promise<Documents | undefined> {
  const { documents: files = [], lenient: isLenient, dynamic: isDynamic } = options;
  if (files.length === 0) return undefined;
  const { openDocuments } = await import('../documents/documents.ts');
  return openDocuments(files, { isLenient, isDynamic, isTaken: takenBeside(options), onFile });
}

/** A URL for clients on this machine, even if the server listens on all addresses. */
function urlOf({ port, family }: AddressInfo, host: string): string {
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return family === 'IPv6' && host.includes(':') ? `http://[${host}]:${port}` : `http://${host}:${port}`;
}
