import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';
import { expectDocumented, expectMethodNotAllowed, expectTolerated } from './expectations.ts';
import type { Probe } from './probe.ts';
import { negativeProbes } from './negative-probes.ts';
import { buildRequest, credential, type RequestOverrides, unknownName } from './request.ts';
import { inventValue, type RequestSource, sourceFromStep, sourceFromExamples } from './request-source.ts';
import type { RunState } from './run-state.ts';
import { scenarioOf } from './scenarios.ts';

/**
 * The probes of a contract, in an order that leaves a stateful server as it was: first reads, then a scenario that
 * creates, uses and deletes things. The suite never changes anything else.
 *
 * @throws Error when an operation that changes something is not in the scenario
 */
export function conformanceSuite(contract: Contract): Probe[] {
  const reads = contract.operations.filter(({ method }) => method === 'GET');
  const covered = new Set<Operation>(reads);
  return [
    ...reads.flatMap((operation) => {
      const source = sourceFromExamples(operation);
      return [...acceptances(source), ...otherSchemes(source), ...negativeProbes(contract, source), tolerance(source)];
    }),
    ...undeclaredMethods(contract),
    ...scenarioOf(contract).flatMap((step, _index, scenario) => {
      const source = sourceFromStep(contract, scenario, step);
      const isNew = !covered.has(step.operation);
      covered.add(step.operation);
      return [...(isNew ? negativeProbes(contract, source) : []), ...acceptances(source), tolerance(source)];
    }),
  ];
}

/** The valid requests: as the contract's examples have them, and without optional parameters. */
function acceptances(source: RequestSource): Probe[] {
  const { operation } = source;
  const base = acceptance(source, source.name, () => ({}));
  const valid: Probe = {
    ...base,
    retriesUntilReady: source.retriesUntilReady,
    keep(reply, request, state) {
      state.statuses.set(operation.id, reply.status);
      base.keep(reply, request, state);
    },
  };
  const hasOptional = operation.parameters.some((parameter) => parameter.in === 'query' && !parameter.required);
  return hasOptional ? [valid, acceptance(source, 'without optional parameters', () => ({ bare: true }))] : [valid];
}

/** Valid requests with each security scheme after the first. */
function otherSchemes(source: RequestSource): Probe[] {
  return source.operation.security.slice(1).map((scheme) => {
    const [header] = Object.keys(credential(scheme, ''));
    return acceptance(source, `with the token in ${header}`, ({ token }) => ({ headers: credential(scheme, token) }));
  });
}

function acceptance(source: RequestSource, name: string, overrides: (state: RunState) => RequestOverrides): Probe {
  const { operation, values, keep } = source;
  return {
    operation,
    name,
    isValid: true,
    retriesUntilReady: false,
    request(state) {
      const found = values(state, 'plain');
      return found && buildRequest(state, operation, found, overrides(state));
    },
    judge: (reply) => expectDocumented(operation, reply),
    keep: (reply, request, state) => keep(reply, request, state, 'plain'),
  };
}

/** The valid request with a parameter and a property that the contract does not define. */
function tolerance({ operation, name, retriesUntilReady, values, keep }: RequestSource): Probe {
  return {
    operation,
    name: `${name}, with unknown ${operation.requestBody ? 'parameter and property' : 'parameter'}`,
    isValid: true,
    retriesUntilReady,
    request(state) {
      const found = values(state, 'extra');
      const body = found?.body && { ...found.body, [unknownName]: 'tolerated' };
      return found && buildRequest(state, operation, { ...found, body }, { extra: true });
    },
    judge: (reply, { statuses }) => expectTolerated(reply, statuses.get(operation.id)),
    keep: (reply, request, state) => keep(reply, request, state, 'extra'),
  };
}

/** Methods that change something only where they are declared. The probes of them name nothing that exists. */
const undeclared = ['PATCH', 'PUT'];

function undeclaredMethods({ operations }: Contract): Probe[] {
  const paths = new Set(operations.map(({ path }) => path));
  return [...paths].flatMap((path): Probe[] => {
    const declared = operations.filter((operation) => operation.path === path);
    const operation = declared[0]!;
    const method = undeclared.find((name) => declared.every((each) => each.method !== name));
    if (method === undefined) return [];
    return [
      {
        operation,
        name: `undeclared method ${method}`,
        isValid: false,
        retriesUntilReady: false,
        request(state) {
          const parameters = operation.parameters.filter((parameter) => parameter.in === 'path');
          const names = new Map(
            parameters.map(({ name }) => [name, inventValue(state, operation, name) ?? state.names.next()]),
          );
          return buildRequest(state, operation, { names, body: undefined }, { method, bare: true, raw: '' });
        },
        judge: (reply) => expectMethodNotAllowed(declared, method, reply),
        keep() {},
      },
    ];
  });
}
