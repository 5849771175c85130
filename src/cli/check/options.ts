import { apis, publicName } from '../../apis/apis.ts';
import { hasScenario } from '../../conformance/scenarios.ts';
import type { Contract } from '../../contract/contract.ts';
import { defaultToken, OptionError } from '../../mockplane/options.ts';
import { parseArguments, parseToken } from '../options.ts';
import { withoutTrailingSlashes } from '../trailing-slashes.ts';

/** The options of `check`. */
export interface CheckOptions {
  readonly url: string;
  readonly api: string;
  readonly token: string;
  readonly set: readonly string[];
  readonly allowUnreached: boolean;
  /** Whether to report which operations the journal has, in place of a check. */
  readonly coverage: boolean;
  readonly json: boolean;
}

/** The APIs that `check` can check: those whose operations a scenario puts in an order. */
export const checkedApis = apis.filter(hasScenario);

const flags = {
  api: { type: 'string' },
  token: { type: 'string' },
  set: { type: 'string', multiple: true },
  'allow-unreached': { type: 'boolean' },
  coverage: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Reads the command line of `check`, and the token from the environment where the command line has none.
 *
 * @returns undefined for `--help`
 * @throws OptionError for an invalid command line
 */
export function parseCheckOptions(args: readonly string[]): CheckOptions | undefined {
  const { values, positionals } = parseArguments({ args: [...args], options: flags, allowPositionals: true });
  if (values.help) return undefined;
  const names = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(checkedApis.map((api) => publicName(api)));
  const [url, ...others] = positionals;
  if (url === undefined) throw new OptionError('check takes the URL of a server, such as http://127.0.0.1:4010');
  if (others.length > 0) throw new OptionError(`check takes one URL; remove "${others[0]}"`);
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new OptionError(`"${url}" is not a URL; start it with http:// or https://`);
  const { search, hash } = new URL(url);
  if (search !== '' || hash !== '') throw new OptionError(`remove the query or fragment from the URL "${url}"`);
  if (values.api === undefined) throw new OptionError(`--api is required; it takes ${names}`);
  const checked = checkedApis.find((api) => publicName(api) === values.api);
  if (!checked && !isDocumentFile(values.api)) {
    throw new OptionError(`--api takes ${names}, or the file of a document, not "${values.api}"`);
  }
  const { pathname } = new URL(url);
  const prefix = checked?.prefixes.find((each) => withoutTrailingSlashes(pathname).endsWith(each));
  if (prefix !== undefined) {
    throw new OptionError(`the paths of the contract begin with ${prefix}; remove ${prefix} from "${url}"`);
  }
  return {
    url: withoutTrailingSlashes(url),
    api: values.api,
    token: parseToken(values.token ?? (process.env['MOCKPLANE_TOKEN'] || undefined)),
    set: values.set ?? [],
    allowUnreached: values['allow-unreached'] ?? false,
    coverage: values.coverage ?? false,
    json: values.json ?? false,
  };
}

/** Whether the value of `--api` is the file of a document rather than the name of an API. */
export function isDocumentFile(api: string): boolean {
  return /[./\\]/.test(api);
}

/**
 * Reads the values of `--set org_slug=acme`, by parameter.
 *
 * @throws OptionError for a parameter that the contract does not have, or a value that it does not allow
 */
export function parseValues(set: readonly string[], { operations }: Contract): Record<string, string> {
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

/** The text of `check --help`. */
export function checkHelp(): string {
  return `Usage: mockplane check URL --api NAME [options]

Checks a server against a contract. It sends the requests of the contract's examples, and requests that the server must
refuse, and reports every response that the contract does not allow. It creates resources named mockplane-check-… and
destroys them at the end. It changes nothing else. Then it runs the contract's workflows, if @redocly/cli is installed.

Options:
  --api NAME        the contract: ${checkedApis.map((api) => `${publicName(api)} (${api.title})`).join(', ')};
                    or the file of an OpenAPI document; the check does not delete the resources that it creates there
  --token TOKEN     a token that the server accepts (default: MOCKPLANE_TOKEN, or ${defaultToken})
  --set NAME=VALUE  a value for a parameter, instead of the contract's example; may be repeated
  --allow-unreached
                    exit with 0 even if some operations never succeeded
  --coverage        send nothing; report which operations and statuses of the contract are in the journal of the
                    Mockplane at URL. An operation that was never called makes the command exit with 1
  --json            print the report as JSON
  -h, --help        print this help and exit

Exits with 0 if every operation succeeded at least once and nothing breaks the contract, with 2 if the check could not
run, and with 1 otherwise.

Examples:
  mockplane check http://127.0.0.1:4010 --api lambda
  mockplane check http://127.0.0.1:3000 --api openapi.yaml
  mockplane check https://api.turso.tech --api turso --token "$TURSO_API_TOKEN" --set org_slug=acme
  mockplane exec -- sh -c 'mockplane check "$MOCKPLANE_URL" --api turso'
  mockplane check http://127.0.0.1:4010 --api openapi.yaml --coverage`;
}
