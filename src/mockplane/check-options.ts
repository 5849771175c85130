import { URL } from 'node:url';
import { inspect } from 'node:util';
import { editions } from '../apis/apis.ts';
import { nearestName } from '../contract/nearest.ts';
import { isDefinedHandlers } from '../handlers/define.ts';
import type { Hostnames } from '../sandbox/hostnames.ts';
import { type PlanName, plans } from '../sandbox/plans.ts';
import { type MockplaneOptions, OptionError } from './options.ts';

/** The valid texts of an option, as errors state them. */
export const forms = {
  transitions: 'immediate, manual or a duration such as 2s',
  sandboxIdle: 'a duration such as 30m',
  time: 'a Date, a time in UTC such as 2023-11-16T10:00:00Z, or milliseconds since 1970',
} as const;

/** The plans that the server's own option can name. */
export const planNames = (Object.keys(plans) as PlanName[]).filter((name) => name !== 'unlimited');

/** The hostnames that responses can show. */
export const hostnameChoices: readonly Hostnames[] = ['service', 'local'];

/** The type of an option. */
interface Kind {
  /** The valid values, as the error names them: `true or false`. */
  readonly expected: string;
  readonly fits: (value: unknown) => boolean;
  /** All valid values, where they are a few texts. */
  readonly texts?: readonly string[];
}

const text: Kind = {
  expected: 'a text that is not empty',
  // The system cuts a path or a name at a NUL character.
  fits: (value) => typeof value === 'string' && value !== '' && !value.includes('\0'),
};
const oneOf = (texts: readonly string[]): Kind => ({
  expected: texts.join(' or '),
  fits: (value) => typeof value === 'string' && texts.includes(value),
  texts,
});
const inForm = (expected: string): Kind => ({ expected, fits: (value) => typeof value === 'string' });
const flag: Kind = { expected: 'true or false', fits: (value) => typeof value === 'boolean' };
const seed: Kind = {
  expected: 'a text or a number',
  fits: (value) => typeof value === 'string' || Number.isFinite(value),
};
const count: Kind = {
  expected: 'a whole number from 1',
  fits: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
};
const port: Kind = {
  expected: 'a whole number from 0 to 65535',
  fits: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535,
};
const token: Kind = {
  expected: 'printable ASCII characters without spaces',
  // A header carries the token after a scheme and a space.
  fits: (value) => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value),
};
const url: Kind = {
  expected: 'a URL such as http://127.0.0.1:8080',
  fits: (value) => typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value),
};
const object: Kind = {
  expected: 'an object',
  fits: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};
const listener: Kind = { expected: 'a function', fits: (value) => typeof value === 'function' };
const anything: Kind = { expected: 'anything', fits: () => true };
const hostNames: Kind = {
  expected: 'a list of host names without a port, such as ["mockplane"]',
  fits: isListOf(isHostName),
};
const files: Kind = {
  expected: 'a list of files, such as ["openapi.yaml"]',
  fits: isListOf((value) => value !== '' && !value.includes('\0')),
};
const handlers: Kind = {
  expected: 'what defineHandlers returns, or a list of them',
  fits: (value) => (Array.isArray(value) ? value : [value]).every(isDefinedHandlers),
};
const origins: Kind = {
  expected: 'a list of origins, such as ["http://localhost:5173"]',
  fits: isListOf(isOrigin),
};

/** Whether a text is a host name or an address as in a `Host` header, without a port. */
export function isHostName(value: string): boolean {
  return /^(?:[\w-]+(?:\.[\w-]+)*|\[[\da-f:.]+\])$/i.test(value);
}

/** Whether a text is an origin as browsers send it. */
export function isOrigin(value: string): boolean {
  return /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value;
}

function isListOf(fits: (text: string) => boolean): Kind['fits'] {
  return (value) => Array.isArray(value) && value.every((each) => typeof each === 'string' && fits(each));
}

/** The options of one sandbox. */
export const sandboxOptions = {
  transitions: inForm(forms.transitions),
  seed,
  edition: oneOf(editions),
  plan: oneOf(Object.keys(plans)),
  hostnames: oneOf(hostnameChoices),
  // Its own check names the switch.
  switches: object,
  empty: flag,
  // A snapshot is checked by its schema, which says more.
  snapshot: anything,
  clock: object,
} as const satisfies Record<string, Kind>;

/** The options of every Mockplane. */
const commonOptions = {
  ...sandboxOptions,
  plan: oneOf(planNames),
  token,
  stateless: flag,
  data: text,
  libsql: url,
  libsqlAdmin: url,
  libsqlAdminKey: token,
  sharedData: text,
  maxSandboxes: count,
  sandboxIdle: inForm(forms.sandboxIdle),
  documents: files,
  handlers,
  builtInApis: flag,
  lenient: flag,
  dynamic: flag,
  onExchange: listener,
} as const satisfies Record<string, Kind>;

/** The options of `createMockplane`. */
export const inProcessOptions = {
  ...commonOptions,
  onRefused: oneOf(['throw', 'ignore']),
  onNoted: oneOf(['throw', 'ignore']),
} as const satisfies Record<string, Kind>;

/** The options of `startMockplane`. */
export const startOptions = {
  ...commonOptions,
  port,
  host: text,
  allowedHosts: hostNames,
  allowedOrigins: origins,
} as const satisfies Record<string, Kind>;

const clockOptions: Readonly<Record<string, Kind>> = {
  now: {
    expected: forms.time,
    fits: (value) => value instanceof Date || typeof value === 'string' || typeof value === 'number',
  },
  running: flag,
};

/** The options that a server without state ignores. */
const stateOptions = [
  'handlers',
  'data',
  'sharedData',
  'snapshot',
  'empty',
  'plan',
  'transitions',
  'seed',
  'hostnames',
  'switches',
  'libsql',
] as const;

/**
 * Checks the names and types of options, and that none contradicts another. An undefined option counts as absent.
 *
 * @param kinds the options that the caller accepts
 * @throws OptionError that names the option and the valid values
 */
export function checkOptions(options: object, kinds: Readonly<Record<string, Kind>>): void {
  if (!object.fits(options)) throw new OptionError(`the options are an object, not ${shown(options)}`);
  checkEach(options, kinds, '');
  const { stateless, clock, empty, snapshot, ...others } = options as Readonly<Record<string, unknown>>;
  if (others['handlers'] !== undefined && !Array.isArray(others['documents'])) {
    throw new OptionError(
      (option) =>
        `${option('handlers')} need the documents whose operations they handle; set ${option('documents')}, too`,
    );
  }
  if (clock !== undefined) checkEach(clock as object, clockOptions, 'clock.');
  if (empty === true && snapshot !== undefined) {
    throw new OptionError((option) => `set ${option('empty')} or ${option('snapshot')}, not both`);
  }
  checkLibsql(options);
  const ignored = findStateOption(options);
  if (stateless === true && ignored !== undefined) {
    throw new OptionError(
      (option) =>
        `a stateless server keeps nothing, so ${option(ignored)} has no effect; remove one of the two options`,
    );
  }
}

function checkLibsql({ libsql, libsqlAdmin, libsqlAdminKey }: Pick<MockplaneOptions, LibsqlOption>): void {
  if (libsql !== undefined && libsqlAdmin === undefined) {
    throw new OptionError(
      (option) => `${option('libsql')} needs ${option('libsqlAdmin')}, the URL of the admin API of the same server`,
    );
  }
  if (libsql === undefined && (libsqlAdmin !== undefined || libsqlAdminKey !== undefined)) {
    throw new OptionError(
      (option) =>
        `${option('libsqlAdmin')} and ${option('libsqlAdminKey')} need ${option('libsql')}, the URL of the same server`,
    );
  }
}

type LibsqlOption = 'libsql' | 'libsqlAdmin' | 'libsqlAdminKey';
/**
 * Checks the options of a sandbox.
 *
 * @param isStateless whether its server is
 * @throws OptionError as `checkOptions` does, and for an option that a stateless server ignores
 */
export function checkSandboxOptions(options: object, isStateless: boolean): void {
  checkOptions(options, sandboxOptions);
  const ignored = isStateless ? findStateOption(options) : undefined;
  if (ignored === undefined) return;
  throw new OptionError(`the server is stateless and keeps nothing, so ${ignored} has no effect; remove it`);
}

function findStateOption(options: object): string | undefined {
  return stateOptions.find((name) => ![undefined, false].includes((options as Record<string, never>)[name]));
}

function checkEach(options: object, kinds: Readonly<Record<string, Kind>>, prefix: string): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(kinds, name)) {
      const near = nearestName(name, Object.keys(kinds));
      const hint = near === undefined ? `there are ${Object.keys(kinds).join(', ')}` : `did you mean ${prefix}${near}?`;
      throw new OptionError(`there is no option ${prefix}${name}; ${hint}`);
    }
    const { expected, fits, texts } = kinds[name]!;
    if (value === undefined || fits(value)) continue;
    // A reader would see nothing wrong in `2023 or 2026, not 2026`.
    const asText = typeof value === 'number' && texts?.includes(String(value)) ? ' as a text' : '';
    // A wrong token may be a real one, so the error does not repeat it.
    const given = secrets.has(name) ? '' : `, not ${shown(value)}`;
    throw new OptionError((option) => `${option(prefix + name)} takes ${expected}${asText}${given}`);
  }
}

const secrets: ReadonlySet<string> = new Set(['token', 'libsqlAdminKey']);

const longestShown = 60;

/** Shows a value in an error: `"text"`, `12`, `[ 1 ]`. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value).slice(0, longestShown);
  return inspect(value, { depth: 0, breakLength: Infinity }).slice(0, longestShown);
}
