import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { apis } from '../../apis/apis.ts';
import { type Contract, loadContract } from '../../contract/contract.ts';
import { createProgress, type Progress } from './progress.ts';
import { findRedocly } from '../../redocly/cli.ts';
import { allViolations, formatReport, reportAsJson, type Workflows } from './report.ts';
import { type ConformanceReport, runConformance, UnreachableError } from '../../conformance/run.ts';
import { runWorkflows } from '../../conformance/workflows.ts';
import { defaultToken, OptionError } from '../../mockplane/options.ts';

/** What `check` was asked for. */
interface CheckOptions {
  readonly url: string;
  readonly api: string;
  readonly token: string;
  readonly set: readonly string[];
  readonly json: boolean;
}

const checked = apis.filter(({ isAdmin }) => !isAdmin);

/**
 * Holds any server to one of the contracts: `mockplane check http://127.0.0.1:4010 --api turso`.
 *
 * @returns 0 when nothing breaks the contract, 1 when something does, 2 when it could not be found out
 */
export async function check(args: string[]): Promise<number> {
  try {
    const options = readOptions(args);
    if (options) return await run(options);
    process.stdout.write(`${help()}\n`);
    return 0;
  } catch (error) {
    if (error instanceof OptionError)
      process.stderr.write(`mockplane: ${error.message}. See mockplane check --help.\n`);
    else if (error instanceof UnreachableError) process.stderr.write(`mockplane: ${error.message}.\n`);
    else throw error;
    return 2;
  }
}

async function run({ url, api, token, set, json }: CheckOptions): Promise<number> {
  const contract = loadContract(checked.find(({ name }) => name === api)!);
  const values = readValues(set, contract);
  const id = randomBytes(3).toString('hex');
  const progress = createProgress(process.stderr);
  try {
    const report = await runConformance({
      contract,
      url,
      token,
      values,
      id,
      onProbe: ({ operation, name, number, total }) =>
        progress.show(`mockplane: probe ${number} of ${total}, ${operation}: ${name}`),
    });
    if (isRefused(report)) {
      process.stderr.write(`mockplane: ${url} does not accept the token; give one that it does with --token.\n`);
      return 2;
    }
    const workflows = await tell({ contract, url, token, values, id, reached: report.reached }, progress);
    progress.end();
    const violations = allViolations(report, workflows);
    const text = json
      ? reportAsJson(report, workflows, url)
      : formatReport(report, workflows, contract.api.title, process.stdout);
    process.stdout.write(`${text}\n`);
    return violations.length > 0 ? 1 : 0;
  } finally {
    progress.end();
  }
}

/** Nothing that was valid had another answer than 401. */
function isRefused({ reached, unreached }: ConformanceReport): boolean {
  return reached.length === 0 && unreached.every(({ status }) => status === 401 || status === undefined);
}

async function tell(
  options: Omit<Parameters<typeof runWorkflows>[0], 'redocly'>,
  progress: Progress,
): Promise<Workflows> {
  const redocly = findRedocly(process.cwd());
  if (redocly === undefined) {
    return { notRun: '@redocly/cli is not installed; to install it: npm install --save-dev @redocly/cli' };
  }
  progress.show('mockplane: running the workflows');
  return { results: await runWorkflows({ ...options, redocly }) };
}

/** Undefined for `--help`. */
function readOptions(args: string[]): CheckOptions | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  const names = checked.map(({ name }) => name).join(' or ');
  const [url, ...others] = positionals;
  if (url === undefined) throw new OptionError('check takes the URL of a server, such as http://127.0.0.1:4010');
  if (others.length > 0) throw new OptionError(`check takes one URL, and "${others[0]}" is another word`);
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new OptionError(`"${url}" is no URL; it begins with http://`);
  const { search, hash } = new URL(url);
  if (search !== '' || hash !== '') throw new OptionError(`the URL ends before any ? or #, not "${url}"`);
  if (values.api === undefined) throw new OptionError(`--api says which contract to hold it to: ${names}`);
  if (!checked.some(({ name }) => name === values.api))
    throw new OptionError(`--api takes ${names}, not "${values.api}"`);
  const token = values.token ?? (process.env['MOCKPLANE_TOKEN'] || defaultToken);
  if (!/^[\x21-\x7e]+$/.test(token)) throw new OptionError('--token takes printable ASCII without blanks');
  return {
    url: url.replace(/(?<!\/)\/+$/, ''),
    api: values.api,
    token,
    set: values.set ?? [],
    json: values.json ?? false,
  };
}

function parse(args: string[]) {
  const options = {
    api: { type: 'string' },
    token: { type: 'string' },
    set: { type: 'string', multiple: true },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    // Node's message goes on to explain `--`; its first sentence says what is wrong.
    throw new OptionError((error as Error).message.split(/\. |\n/)[0]!.replace(/\.$/, ''));
  }
}

/** Reads `--set org_slug=acme`. */
function readValues(set: readonly string[], { operations }: Contract): Record<string, string> {
  const parameters = operations
    .flatMap((operation) => operation.parameters)
    .filter((parameter) => parameter.in !== 'header');
  return Object.fromEntries(
    set.map((pair): [string, string] => {
      const equals = pair.indexOf('=');
      const [name, value] = [pair.slice(0, Math.max(0, equals)), pair.slice(equals + 1)];
      const named = parameters.filter((parameter) => parameter.name === name);
      if (named.length === 0) {
        const names = [...new Set(parameters.map((parameter) => parameter.name))].join(', ');
        throw new OptionError(`--set takes NAME=VALUE with a parameter of the contract: ${names}`);
      }
      for (const { read, check: fits } of named) {
        const [violation] = fits(read(value));
        if (violation) throw new OptionError(`--set ${name}: "${value}" ${violation.message}`);
      }
      return [name, value];
    }),
  );
}

function help(): string {
  return `Usage: mockplane check URL --api NAME [options]

Holds a server to a contract: sends what the contract's examples make, and what it must refuse, and reports every reply
that the contract does not allow. It creates things named mockplane-check-… and destroys them again; what was there
before stays as it is. Then it runs the contract's workflows, if @redocly/cli is installed.

Options:
  --api NAME        the contract: ${checked.map(({ name, title }) => `${name} (${title})`).join(', ')}
  --token TOKEN     a token that the server accepts (default: MOCKPLANE_TOKEN, else ${defaultToken})
  --set NAME=VALUE  a value in place of the contract's example of a parameter; may be repeated
  --json            print the report as JSON
  --help            print this and exit

Exits with 0 when nothing breaks the contract, 1 when something does, 2 when the check itself was not possible.

Examples:
  mockplane check http://127.0.0.1:4010 --api lambda
  mockplane check https://api.turso.tech --api turso --token "$TURSO_API_TOKEN" --set org_slug=acme
  mockplane exec -- sh -c 'mockplane check "$MOCKPLANE_URL" --api turso'`;
}
