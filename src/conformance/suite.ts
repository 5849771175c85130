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
  const told = new Set<Operation>(reads);
  return [
    ...reads.flatMap((operation) => {
      const setting = sourceFromExamples(operation);
      return [
        ...acceptances(setting),
        ...otherSchemes(setting),
        ...negativeProbes(contract, setting),
        tolerance(setting),
      ];
    }),
    ...undeclaredMethods(contract),
    ...scenarioOf(contract).flatMap((scene, _index, story) => {
      const setting = sourceFromStep(contract, story, scene);
      const isNew = !told.has(scene.operation);
      told.add(scene.operation);
      return [...(isNew ? negativeProbes(contract, setting) : []), ...acceptances(setting), tolerance(setting)];
    }),
  ];
}

/** The valid requests: as the contract's examples have them, and without optional parameters. */
function acceptances(setting: RequestSource): Probe[] {
  const { operation } = setting;
  const usual = acceptance(setting, setting.name, () => ({}));
  const valid: Probe = {
    ...usual,
    retriesUntilReady: setting.retriesUntilReady,
    keep(reply, request, state) {
      state.statuses.set(operation.id, reply.status);
      usual.keep(reply, request, state);
    },
  };
  const hasOptional = operation.parameters.some((parameter) => parameter.in === 'query' && !parameter.required);
  return hasOptional ? [valid, acceptance(setting, 'without optional parameters', () => ({ bare: true }))] : [valid];
}

/** Valid requests with each security scheme after the first. */
function otherSchemes(setting: RequestSource): Probe[] {
  return setting.operation.security.slice(1).map((scheme) => {
    const [header] = Object.keys(credential(scheme, ''));
    return acceptance(setting, `with the token in ${header}`, ({ token }) => ({ headers: credential(scheme, token) }));
  });
}

function acceptance(setting: RequestSource, name: string, departure: (state: RunState) => RequestOverrides): Probe {
  const { operation, lines, keep } = setting;
  return {
    operation,
    name,
    isValid: true,
    retriesUntilReady: false,
    request(state) {
      const found = lines(state, 'plain');
      return found && buildRequest(state, operation, found, departure(state));
    },
    judge: (reply) => expectDocumented(operation, reply),
    keep: (reply, request, state) => keep(reply, request, state, 'plain'),
  };
}

/** The valid request with a parameter and a property that the contract does not define. */
function tolerance({ operation, name, retriesUntilReady, lines, keep }: RequestSource): Probe {
  return {
    operation,
    name: `${name}, with unknown ${operation.requestBody ? 'parameter and property' : 'parameter'}`,
    isValid: true,
    retriesUntilReady,
    request(state) {
      const found = lines(state, 'extra');
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
