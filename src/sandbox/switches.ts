import { parseMilliseconds } from './clock/duration.ts';
import { lastMoment } from './clock/time.ts';

/**
 * Behaviour of the 2026 edition in which the vendor's documents and its service differ, or that a client of the vendor
 * cannot bear. Values are texts, so that a command line can give them.
 */
export interface SwitchOptions {
  /** The refusal of a database name that is taken: `400` as live, or `409` as documented. */
  readonly duplicateName?: '400' | '409' | undefined;
  /** `permissions` of a token on AWS: `refuse` as live, or `ignore`, for a client that always sends them. */
  readonly permissionsOnAws?: 'refuse' | 'ignore' | undefined;
  /** Replies without a body: `empty` as documented, or `object` for `{}`, for a client that parses every body. */
  readonly emptyReplies?: 'empty' | 'object' | undefined;
  /** The list of organizations: `bare` as documented, or `wrapped` in an object, as the vendor's client reads it. */
  readonly organizationList?: 'bare' | 'wrapped' | undefined;
  /** `username` and `password` in the reply of `createDatabase`: `on` as live, or `off` as documented. */
  readonly legacyCredentials?: 'on' | 'off' | undefined;
  /** `IssuedCertCount` and `IssuedCertLimit` in that reply: `on` as live, or `off` as documented. */
  readonly certificateCounters?: 'on' | 'off' | undefined;
  /** How long something deleted can be restored: a duration such as `5d`. */
  readonly recoveryWindow?: string | undefined;
  /** How long a group can go without SQL before it is archived, with the plan `starter`: a duration, or `never`. */
  readonly archiveAfter?: string | undefined;
}

/** The switches as handlers see them; durations are in milliseconds. */
export interface Switches extends Required<Omit<SwitchOptions, 'recoveryWindow' | 'archiveAfter'>> {
  readonly recoveryWindow: number;
  /** Undefined for never. */
  readonly archiveAfter: number | undefined;
}

type Names = keyof SwitchOptions;

/** The values of each switch, its default first. Those of a duration are examples. */
export const switchValues = {
  duplicateName: ['400', '409'],
  permissionsOnAws: ['refuse', 'ignore'],
  emptyReplies: ['empty', 'object'],
  organizationList: ['bare', 'wrapped'],
  legacyCredentials: ['on', 'off'],
  certificateCounters: ['on', 'off'],
  recoveryWindow: ['5d'],
  archiveAfter: ['10d', 'never'],
} as const satisfies Readonly<Record<Names, readonly string[]>>;

/** Reads switches. @throws RangeError that names the switch and its values */
export function parseSwitches(given: SwitchOptions = {}): Switches {
  for (const [name, value] of Object.entries(given) as [string, unknown][]) {
    if (!Object.hasOwn(switchValues, name)) {
      throw new RangeError(`there is no switch ${name}; there are ${Object.keys(switchValues).join(', ')}`);
    }
    if (value === undefined || typeof value === 'string') continue;
    const texts = switchValues[name as Names].map((each) => `'${each}'`).join(' or ');
    throw new RangeError(`the switch ${name} takes a text such as ${texts}, not ${String(value)}`);
  }
  const choice = <Name extends Names>(name: Name): (typeof switchValues)[Name][number] => {
    const values: readonly string[] = switchValues[name];
    const value = given[name] ?? values[0]!;
    if (values.includes(value)) return value as (typeof switchValues)[Name][number];
    throw new RangeError(`the switch ${name} takes ${values.join(' or ')}, not "${value}"`);
  };
  const duration = (name: 'recoveryWindow' | 'archiveAfter'): number => {
    const value = given[name] ?? switchValues[name][0];
    const milliseconds = parseMilliseconds(value);
    if (milliseconds !== undefined && milliseconds > 0 && milliseconds <= lastMoment) return milliseconds;
    throw new RangeError(`the switch ${name} takes a duration such as ${switchValues[name][0]}, not "${value}"`);
  };
  return {
    duplicateName: choice('duplicateName'),
    permissionsOnAws: choice('permissionsOnAws'),
    emptyReplies: choice('emptyReplies'),
    organizationList: choice('organizationList'),
    legacyCredentials: choice('legacyCredentials'),
    certificateCounters: choice('certificateCounters'),
    recoveryWindow: duration('recoveryWindow'),
    archiveAfter: given.archiveAfter === 'never' ? undefined : duration('archiveAfter'),
  };
}

/** Reads `duplicateName=409,emptyReplies=object`. @throws RangeError for a text that is no list of pairs */
export function readSwitches(text: string): SwitchOptions {
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [name, value, ...rest] = pair.split('=').map((part) => part.trim());
      if (name && value && rest.length === 0) return [name, value];
      throw new RangeError(`switches are pairs such as duplicateName=409, separated by commas, not "${text}"`);
    }),
  );
}
