import spawn from 'cross-spawn';
import { constants } from 'node:os';
import { defaultEdition } from '../apis/apis.ts';
import { OptionError } from '../mockplane/options.ts';
import { canRunSql } from '../mockplane/can-run-sql.ts';
import { databasePath, grantFullAccess } from '../mockplane/database-access.ts';
import { startWithParts } from '../mockplane/start-with-parts.ts';
import { defaultUser } from '../sandbox/baseline.ts';
import { splitExecArguments } from './exec-arguments.ts';
import { sandboxToken } from '../sandbox/tokens.ts';
import { namingSnapshot } from './errors.ts';
import { readOptions, startOptions } from './options.ts';
import { databaseFor } from './pick-database.ts';
import { execHelp } from './text.ts';
import { version } from '../mockplane/version.ts';
import { createVendorConfiguration, isVendorCli, withoutProxyOnLoopback } from './vendor-cli.ts';

/** Where the vendor's CLI creates things unless it is told a location: that of the examples of the edition. */
const closestLocations: Readonly<Record<string, string>> = { '2023': 'ord', '2026': 'aws-us-east-1' };

const forwardedSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a command with a server of its own on a free port: `mockplane exec -- npm test`. The command gets the server's
 * address in `MOCKPLANE_URL` and `MOCKPLANE_TOKEN`, and the vendor's CLI in `TURSO_API_BASEURL` and `TURSO_API_TOKEN`.
 * Clients of SQL find a database in `TURSO_DATABASE_URL` and `TURSO_AUTH_TOKEN`. The token of a sandbox is `MOCKPLANE_SANDBOX_TOKEN_PREFIX` with the sandbox's name. Signals are passed on to the
 * command.
 *
 * @returns the exit code of the command
 * @throws OptionError when no command is given, and for a database that does not exist
 */
export async function exec(args: string[]): Promise<number> {
  const { options: ownArgs, command, rest } = splitExecArguments(args);
  // The environment may name the port of another Mockplane, so take only a port from the command line.
  const options = readOptions(ownArgs, { ...process.env, MOCKPLANE_PORT: '0' });
  if (options.help || options.version) {
    process.stdout.write(`${options.help ? execHelp() : version()}\n`);
    return 0;
  }
  const unused = ['--watch', '--json'].find((name) => ownArgs.includes(name));
  if (unused !== undefined) throw new OptionError(`exec does not take ${unused}; remove it`);
  if (command === undefined) throw new OptionError('exec takes a command, such as: mockplane exec npm test');

  const loader = options.handlers && (await import('./handlers-file.ts')).createHandlersLoader(options.handlers);
  const { mockplane, parts, documents } = await startWithParts(
    { ...startOptions(options), handlers: await loader?.load() },
    { hasFirstDatabase: canRunSql() },
  ).catch(namingSnapshot(options.snapshot));
  const isBuiltIn = options.documents === undefined || options.builtInApis;
  const database = isBuiltIn ? await databaseFor(options, parts, () => mockplane.close()) : undefined;
  // Under a token in the environment the vendor's CLI refuses its `auth` commands; it finds one in its settings as well.
  // Standard output belongs to the command.
  if (!options.quiet) process.stderr.write(`mockplane: ${mockplane.url}, inspector ${mockplane.url}/_mockplane/\n`);
  const isVendor = isVendorCli(command);
  const { folder, remove } = createVendorConfiguration({
    token: isVendor ? mockplane.token : undefined,
    username: defaultUser,
    closestLocation: closestLocations[options.edition ?? defaultEdition]!,
  });
  process.once('exit', remove);
  // Never let the command reach the user's real account or database.
  const { TURSO_API_TOKEN: _token, TURSO_DATABASE_URL: _url, TURSO_AUTH_TOKEN: _auth, ...environment } = process.env;
  const noProxy = withoutProxyOnLoopback(environment);
  try {
    return await run(command, [...rest], {
      ...environment,
      MOCKPLANE_URL: mockplane.url,
      MOCKPLANE_TOKEN: mockplane.token,
      // A test worker appends its number to get the token of its own sandbox.
      MOCKPLANE_SANDBOX_TOKEN_PREFIX: sandboxToken(mockplane.token, ''),
      ...Object.fromEntries(
        documents?.current().map((each) => [urlVariable(each.name), mockplane.url + each.mount]) ?? [],
      ),
      ...(isBuiltIn && { TURSO_API_BASEURL: mockplane.url }),
      ...(isBuiltIn && !isVendor && { TURSO_API_TOKEN: mockplane.token }),
      ...(database && {
        TURSO_DATABASE_URL: mockplane.url + databasePath(database),
        TURSO_AUTH_TOKEN: grantFullAccess(parts.sandbox, database),
      }),
      TURSO_CONFIG_FOLDER: folder,
      NO_PROXY: noProxy,
      no_proxy: noProxy,
    });
  } finally {
    remove();
    process.off('exit', remove);
    await mockplane.close();
  }
}

/** The variable with the base URL of a document: `MOCKPLANE_SHOP_URL`. */
function urlVariable(name: string): string {
  return `MOCKPLANE_${name.toUpperCase().replaceAll('-', '_')}_URL`;
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    // On Windows `npm` and similar commands are scripts, which only a shell runs. The library quotes for it.
    const child = spawn(command, args, { stdio: 'inherit', env });
    const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
    for (const signal of forwardedSignals) process.on(signal, forward);
    const stopForwarding = (): void => {
      for (const signal of forwardedSignals) process.off(signal, forward);
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      stopForwarding();
      if (error.code !== 'ENOENT' && error.code !== 'EACCES') return reject(error);
      process.stderr.write(
        `mockplane: cannot run ${command}: ${error.code === 'ENOENT' ? 'not found' : 'not allowed'}\n`,
      );
      resolve(error.code === 'ENOENT' ? 127 : 126);
    });
    child.once('exit', (code, signal) => {
      stopForwarding();
      // As a shell reports it: 128 plus the signal's number.
      resolve(code ?? 128 + constants.signals[signal!]);
    });
  });
}
