import { nearestName } from '../contract/nearest.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The variables of the options, and facts about the others that the user should know. */
export interface OptionVariables {
  readonly environment: Environment;
  readonly notices: readonly string[];
}

/** Variables that are no options: `mockplane exec` sets them, and other commands read them. */
const own = new Set(['MOCKPLANE_URL', 'MOCKPLANE_SANDBOX_TOKEN_PREFIX']);

/** Addresses: `MOCKPLANE_SHOP_URL` of a document, and those that Kubernetes sets for services. */
const addresses = /_URL$|_(?:SERVICE|PORT)(?:_|$)/;

/** The variable of an option: `MOCKPLANE_SANDBOX_IDLE` for `sandbox-idle`. */
export function variable(name: string): string {
  return `MOCKPLANE_${name.toUpperCase().replaceAll('-', '_')}`;
}

/**
 * Reads the variables of options. It omits `MOCKPLANE_PORT=tcp://10.0.0.1:4010`, which Kubernetes and container links
 * set for a service named `mockplane`, and notes every other variable that looks like an option and is none.
 *
 * @param options the names of all options with a variable
 */
export function readEnvironment(environment: Environment, options: readonly string[]): OptionVariables {
  const names = options.map(variable);
  const unknown = Object.keys(environment)
    .filter((name) => name.startsWith('MOCKPLANE_') && !names.includes(name) && !own.has(name) && !addresses.test(name))
    .map((name) => {
      const near = nearestName(
        name.slice('MOCKPLANE_'.length),
        names.map((each) => each.slice('MOCKPLANE_'.length)),
      );
      return `${name} is not an option, and is ignored${near === undefined ? '' : `; did you mean MOCKPLANE_${near}?`}`;
    });
  const { MOCKPLANE_PORT: port, ...others } = environment;
  if (port === undefined || !/^(?:tcp|udp|sctp):\/\//.test(port)) return { environment, notices: unknown };
  const notice = `MOCKPLANE_PORT=${port} is the address of a service named mockplane, not an option, and is ignored`;
  return { environment: others, notices: [notice, ...unknown] };
}
