import type { Contract } from '../contract/contract.ts';
import type { Parameter } from '../contract/operation.ts';
import { invalidBodies } from './invalid-bodies.ts';
import { expectNoServerError, expectRefused, expectUnauthorized } from './expectations.ts';
import type { Probe } from './probe.ts';
import { buildRequest, credential, type RequestOverrides, type JsonObject, type RequestValues } from './request.ts';
import type { ProbeResponse } from './send.ts';
import type { RequestSource } from './request-source.ts';
import type { RunState } from './run-state.ts';

/** What must not be accepted: other credentials, impossible values, names that nothing has. */
export function negativeProbes(contract: Contract, setting: RequestSource): Probe[] {
  return [
    ...credentials(setting),
    ...parameters(contract, setting),
    ...bodies(contract, setting),
    ...setting.looksUp.map((name) => unknown(setting, name)),
  ];
}

function credentials(setting: RequestSource): Probe[] {
  const { operation } = setting;
  const [scheme] = operation.security;
  if (!scheme) return [];
  const probe = (name: string, headersOf: (state: RunState) => Record<string, string>): Probe =>
    refusal(
      setting,
      name,
      (state) => ({ headers: headersOf(state) }),
      (reply) => expectUnauthorized(operation, reply, name),
    );
  const isBearer = operation.security.some((each) => each.type === 'http' && each.scheme.toLowerCase() === 'bearer');
  return [
    ...(operation.allowsAnonymous ? [] : [probe('without a token', () => ({}))]),
    probe('with a wrong token', () => credential(scheme, 'mockplane-check-wrong-token')),
    probe('with a wrong scheme', ({ token }) => ({
      authorization: isBearer ? `Basic ${Buffer.from(`user:${token}`).toString('base64')}` : `Bearer ${token}`,
    })),
  ];
}

const impossible = ['', '§', '-1', '0', 'impossible'];

function isRefused({ read, check }: Parameter, text: string): boolean {
  return check(read(text)).length > 0;
}

/** Whether an API takes a value that fits no integer for none at all. */
function isIgnored({ api }: Contract, { isInteger, read }: Parameter, text: string): boolean {
  return api.ignoresNonIntegers === true && isInteger && typeof read(text) !== 'number';
}

function parameters(contract: Contract, setting: RequestSource): Probe[] {
  const { operation } = setting;
  return operation.parameters.flatMap((parameter) => {
    const value = impossible.find((text) => isRefused(parameter, text) && !isIgnored(contract, parameter, text));
    if (parameter.in !== 'query' || value === undefined) return [];
    const name = `query with an impossible ${parameter.name}`;
    const departure = { query: { [parameter.name]: value } };
    return [
      refusal(
        setting,
        name,
        () => departure,
        (reply) => expectRefused(contract, operation, reply, name),
      ),
    ];
  });
}

function bodies(contract: Contract, setting: RequestSource): Probe[] {
  const { operation } = setting;
  const declared = operation.requestBody;
  const example = declared && [...declared.examples.values()][0];
  if (!declared || !example) return [];
  return invalidBodies(declared, example as JsonObject).map(({ name, of, raw }) =>
    refusal(
      setting,
      name,
      () => (raw === undefined ? {} : { raw }),
      (reply) => expectRefused(contract, operation, reply, name),
      ({ names, body }) => ({ names, body: of && body ? of(body) : body }),
    ),
  );
}

/** A request that must be refused; whatever it creates all the same is taken away in the end. */
function refusal(
  setting: RequestSource,
  name: string,
  departure: (state: RunState) => RequestOverrides,
  judge: (reply: ProbeResponse) => ReturnType<Probe['judge']>,
  change: (lines: RequestValues) => RequestValues = (lines) => lines,
): Probe {
  const { operation, standIn, keep } = setting;
  return {
    operation,
    name,
    isValid: false,
    retriesUntilReady: false,
    request: (state) => buildRequest(state, operation, change(standIn(state)), departure(state)),
    judge,
    keep: (reply, request, state) => keep(reply, request, state, undefined),
  };
}

/** A name that fits, but that nothing has: any documented reply will do, an example too. */
function unknown({ operation, unknown: lines, keep }: RequestSource, name: string): Probe {
  return {
    operation,
    name: `unknown ${name}`,
    isValid: true,
    retriesUntilReady: false,
    request(state) {
      const found = lines(state, name);
      return found && buildRequest(state, operation, found);
    },
    judge: (reply) => expectNoServerError(operation, reply),
    keep: (reply, request, state) => keep(reply, request, state, undefined),
  };
}
