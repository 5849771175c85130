import type { Contract } from '../contract/contract.ts';
import type { Operation, ResponseContent } from '../contract/operation.ts';
import type { Violation } from '../contract/problem.ts';
import { ownResponseFor, ownStatuses } from '../contract/responses.ts';
import type { ProbeResponse } from './send.ts';

type Found = readonly Violation[];

const none: Found = [];

/** Expects the media type and body that the contract documents for the status, or no body. */
export function expectDocumented(operation: Operation, reply: ProbeResponse): Found {
  const response = ownResponseFor(operation, reply.status);
  if (!response) return wrongStatus(`is ${reply.status}; the contract has ${ownStatuses(operation).join(', ')}`);
  if (!response.content) return isEmpty(reply);
  const sent = response.content.contents.find(({ mediaType }) => mediaType === reply.mediaType);
  return checkContent(sent ?? response.content, reply);
}

function isEmpty({ text }: ProbeResponse): Found {
  return text === '' ? none : [{ pointer: '/body', message: 'must be empty' }];
}

function checkContent({ mediaType, check }: Pick<ResponseContent, 'mediaType' | 'check'>, reply: ProbeResponse): Found {
  if (reply.text === '') return [{ pointer: '/body', message: 'must not be empty' }];
  const ofType =
    reply.mediaType === mediaType
      ? none
      : [
          {
            pointer: '/headers/content-type',
            message: `is ${reply.mediaType ?? 'missing'}; the contract has ${mediaType}`,
          },
        ];
  if (reply.json !== undefined) return [...ofType, ...check(reply.json)];
  return ofType.length > 0 ? ofType : [{ pointer: '/body', message: 'must be JSON' }];
}

/** Expects a refusal of an invalid request: a documented 4xx, or 400 in the API's error shape. */
export function expectRefused(
  { api, checkError }: Contract,
  operation: Operation,
  reply: ProbeResponse,
  because: string,
): Found {
  const { status } = reply;
  if (status < 400 || status > 499) return wrongStatus(`is ${status} for a ${because}; must be 4xx`);
  if (ownResponseFor(operation, status) || status !== 400) return expectDocumented(operation, reply);
  return checkContent({ mediaType: api.errorMediaType, check: checkError }, reply);
}

/** Expects 401, as documented, for a request without a valid credential. */
export function expectUnauthorized(operation: Operation, reply: ProbeResponse, because: string): Found {
  if (reply.status !== 401) return wrongStatus(`is ${reply.status} ${because}; must be 401`);
  return expectDocumented(operation, reply);
}

/** Expects any documented status below 500. */
export function expectNoServerError(operation: Operation, reply: ProbeResponse): Found {
  if (reply.status >= 500) return wrongStatus(`is ${reply.status}; must not be 5xx`);
  return expectDocumented(operation, reply);
}

/**
 * Expects a refusal of a method that the path does not have: 405, 404, or another 4xx that the path's operations
 * document.
 */
export function expectMethodNotAllowed(
  operations: readonly Operation[],
  method: string,
  { status }: ProbeResponse,
): Found {
  const isDocumented = operations.some(({ responses }) => responses.has(status));
  if (status === 404 || status === 405 || (status >= 400 && status < 500 && isDocumented)) return none;
  return wrongStatus(`is ${status} for the undeclared method ${method}; must be 405`);
}

/** Expects that an unknown parameter or property changes nothing: the status is in the same class as without it. */
export function expectTolerated(reply: ProbeResponse, usual: number | undefined): Found {
  if (usual === undefined || Math.floor(reply.status / 100) === Math.floor(usual / 100)) return none;
  return wrongStatus(`is ${reply.status} with an unknown parameter or property, but ${usual} without`);
}

function wrongStatus(message: string): Found {
  return [{ pointer: '/status', message }];
}
