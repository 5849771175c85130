import type { Contract } from '../contract/contract.ts';
import type { Parameter } from '../contract/operation.ts';
import { invalidBodies } from './invalid-bodies.ts';
import { expectNoServerError, expectRefused, expectUnauthorized } from './expectations.ts';
import type { Probe } from './probe.ts';
import { buildRequest, credential, type RequestOverrides, type JsonObject, type RequestValues } from './request.ts';
import type { ProbeResponse } from './send.ts';
import type { RequestSource } from './request-source.ts';
import type { RunState } from './run-state.ts';

/** The probes that the server must refuse: other credentials, impossible values, and names of nothing that exists. */
export function negativeProbes(contract: Contract, source: RequestSource): Probe[] {
  return [
    ...credentials(source),
    ...parameters(contract, source),
    ...bodies(contract, source),
    ...source.looksUp.map((name) => unknown(source, name)),
  ];
}

function credentials(source: RequestSource): Probe[] {
  const { operation } = source;
  const [scheme] = operation.security;
  if (!scheme) return [];
  const probe = (name: string, headersOf: (state: RunState) => Record<string, string>): Probe =>
    refusal(
      source,
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

function parameters(contract: Contract, source: RequestSource): Probe[] {
  const { operation } = source;
  return operation.parameters.flatMap((parameter) => {
    const value = impossible.find((text) => isRefused(parameter, text) && !isIgnored(contract, parameter, text));
    if (parameter.in !== 'query' || value === undefined) return [];
    const name = `query with an impossible ${parameter.name}`;
    const overrides = { query: { [parameter.name]: value } };
    return [
      refusal(
        source,
        name,
        () => overrides,
        (reply) => expectRefused(contract, operation, reply, name),
      ),
    ];
  });
}

function bodies(contract: Contract, source: RequestSource): Probe[] {
  const { operation } = source;
  const declared = operation.requestBody;
  const example = declared && [...declared.examples.values()][0];
  if (!declared || !example) return [];
  return invalidBodies(declared, example as JsonObject).map(({ name, of, raw }) =>
    refusal(
      source,
      name,
      () => (raw === undefined ? {} : { raw }),
      (reply) => expectRefused(contract, operation, reply, name),
      ({ names, body }) => ({ names, body: of && body ? of(body) : body }),
    ),
  );
}

/** Makes a probe that must be refused. If the server creates something from it, the cleanup deletes that. */
function refusal(
  source: RequestSource,
  name: string,
  overrides: (state: RunState) => RequestOverrides,
  judge: (reply: ProbeResponse) => ReturnType<Probe['judge']>,
  change: (values: RequestValues) => RequestValues = (values) => values,
): Probe {
  const { operation, placeholders, keep } = source;
  return {
    operation,
    name,
    isValid: false,
    retriesUntilReady: false,
    request: (state) => buildRequest(state, operation, change(placeholders(state)), overrides(state)),
    judge,
    keep: (reply, request, state) => keep(reply, request, state, undefined),
  };
}

/**
 * Makes a probe with a valid name of nothing that exists. Any documented status will do, since an examples server
 * answers with a success.
 */
function unknown({ operation, unknown: values, keep }: RequestSource, name: string): Probe {
  return {
    operation,
    name: `unknown ${name}`,
    isValid: true,
    retriesUntilReady: false,
    request(state) {
      const found = values(state, name);
      return found && buildRequest(state, operation, found);
    },
    judge: (reply) => expectNoServerError(operation, reply),
    keep: (reply, request, state) => keep(reply, request, state, undefined),
  };
}
