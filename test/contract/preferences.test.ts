import { describe, expect, it } from 'vitest';
import type { Operation, Response } from '../../src/contract/operation.ts';
import { chooseResponse, hasPreference, type Preferences } from '../../src/contract/preferences.ts';
import { Problem } from '../../src/contract/problem.ts';

/** An operation with more than one success, which no contract here has, in no order. */
const operation = {
  id: 'createThing',
  responses: new Map(
    [
      response(409, ['taken']),
      response(202, ['queued', 'shared']),
      response(200, ['done', 'shared']),
      response(204),
    ].map((one) => [one.status, one]),
  ),
  otherResponses: new Map(),
} as unknown as Operation;

function response(status: number, names?: readonly string[]): Response {
  const examples = new Map(names?.map((name) => [name, {}]));
  const content = names && {
    mediaType: 'application/json',
    mediaTypeOf: () => 'application/json',
    check: () => [],
    examples,
    contents: [],
  };
  return { status, key: String(status), description: '', content, headers: new Map() };
}

function chosen(preferences: Preferences): [status: number, example: string | undefined, dynamic: boolean] {
  const {
    response: { status },
    example,
    dynamic,
  } = chooseResponse(operation, preferences);
  return [status, example, dynamic];
}

describe('choose', () => {
  it.each<[Preferences, ReturnType<typeof chosen>]>([
    [{}, [200, 'done', false]],
    [{ code: 202 }, [202, 'queued', false]],
    [{ code: 204 }, [204, undefined, false]],
    [{ code: 204, dynamic: true }, [204, undefined, false]],
    [{ example: 'shared' }, [200, 'shared', false]],
    [{ example: 'queued' }, [202, 'queued', false]],
    [{ example: 'taken' }, [409, 'taken', false]],
    [{ code: 202, example: 'shared' }, [202, 'shared', false]],
    [{ dynamic: true }, [200, undefined, true]],
    [{ dynamic: false }, [200, 'done', false]],
    [{ code: 409, dynamic: true }, [409, undefined, true]],
    [{ example: 'taken', dynamic: true }, [409, 'taken', false]],
  ])('for %j gives status, example, and whether to generate', (preferences, expected) => {
    expect(chosen(preferences)).toEqual(expected);
  });

  it.each<[Preferences, string]>([
    [{ code: 404 }, 'Prefer: code=404 is not documented for createThing; it has 200, 202, 204, 409'],
    [{ example: 'none' }, 'Prefer: example=none is not documented for createThing; it has taken, queued, shared, done'],
    [
      { code: 202, example: 'done' },
      'Prefer: example=done is not documented for createThing 202; it has queued, shared',
    ],
    [{ code: 204, example: 'done' }, 'Prefer: example=done is not documented for createThing 204; its body is empty'],
  ])('for %j refuses, and lists what there is', (preferences, message) => {
    expect(() => chosen(preferences)).toThrow(new Problem(400, message));
  });
});

describe('isAsked', () => {
  it('is for a status, an example or generated values', () => {
    const asked: Preferences[] = [{ code: 200 }, { example: 'done' }, { dynamic: true }];
    const notAsked: Preferences[] = [{}, { dynamic: false }];
    expect([...asked, ...notAsked].map(hasPreference)).toEqual([true, true, true, false, false]);
  });
});
