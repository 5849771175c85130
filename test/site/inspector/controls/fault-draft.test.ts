import { describe, expect, it, test } from 'vitest';
import { emptyDraft, operationChoices, faultFromDraft } from '../../../../src/site/inspector/controls/fault-draft.ts';
import type { Operation } from '../../../../src/site/inspector/model/operations.ts';

test('toFault says only what the form says', () => {
  expect(
    faultFromDraft({ ...emptyDraft, operation: 'createDatabase', status: '409', example: 'name-taken', count: '1' }),
  ).toEqual({
    operation: 'createDatabase',
    action: 'respond',
    status: 409,
    example: 'name-taken',
    count: 1,
    probability: 1,
  });
  expect(
    faultFromDraft({ ...emptyDraft, action: 'delay', status: '409', delay: '1500', probability: '25', seed: '7' }),
  ).toEqual({
    operation: '*',
    action: 'delay',
    delayMilliseconds: 1_500,
    probability: 0.25,
    seed: 7,
  });
});

test('operationChoices offers for a failing transition only what begins one', () => {
  const operations: Operation[] = [
    { api: 'turso', id: 'createDatabase', tag: '', statuses: [], startsTransition: false },
    { api: 'turso', id: 'createDatabaseInstance', tag: '', statuses: [], startsTransition: true },
    { api: 'lambda', id: 'startLambdaInstance', tag: '', statuses: [], startsTransition: true },
  ];
  expect(operationChoices(operations, 'drop').map(([title, choices]) => [title, choices.length])).toEqual([
    ['', 1],
    ['Turso', 2],
    ['Lambda', 1],
  ]);
  expect(operationChoices(operations, 'fail-transition')[1]).toEqual([
    'Turso',
    [['createDatabaseInstance', 'createDatabaseInstance']],
  ]);
});

test('operationChoices offers an operation of several editions once', () => {
  const [, ...groups] = operationChoices(
    [
      { api: 'turso', id: 'createDatabase', tag: '', statuses: [], startsTransition: false },
      { api: 'turso-2026', id: 'createDatabase', tag: '', statuses: [], startsTransition: false },
      { api: 'turso-2026', id: 'forkDatabase', tag: '', statuses: [], startsTransition: false },
    ],
    'drop',
  );
  expect(groups).toEqual([
    ['Turso', [['createDatabase', 'createDatabase']]],
    ['Turso 2026', [['forkDatabase', 'forkDatabase']]],
  ]);
});

describe('faultFromDraft', () => {
  const draft = { ...emptyDraft, operation: 'createDatabaseInstance', status: '409', example: 'name-taken' };

  it('limits a rule to values of path, query and body', () => {
    const match = {
      pathValues: ' db_name = shop \n\norg_slug=my-org',
      queryValues: 'a=b=c',
      bodyValues: '{"location":"ord"}',
    };
    expect(faultFromDraft({ ...draft, ...match, skip: '2' })).toMatchObject({
      match: { path: { db_name: 'shop', org_slug: 'my-org' }, query: { a: 'b=c' }, body: { location: 'ord' } },
      skip: 2,
    });
  });

  it('answers with a body and headers of its own, and without the example then', () => {
    const fault = faultFromDraft({ ...draft, body: '{"error":"later"}', headers: 'Retry-After: 30' });
    expect(fault).toMatchObject({ body: { error: 'later' }, headers: { 'Retry-After': '30' } });
    expect(fault).not.toHaveProperty('example');
  });

  it.each([
    [{ body: '{' }, 'The body must be JSON: '],
    [{ bodyValues: '[1]' }, 'The properties of the body must be a JSON object'],
    [{ pathValues: 'shop' }, 'The path values must be lines such as db_name=shop, not shop'],
    [{ headers: ': 30' }, 'The headers must be lines such as Retry-After: 30, not : 30'],
  ])('refuses %j and says how it is written', (part, message) => {
    expect(() => faultFromDraft({ ...draft, ...part })).toThrow(message);
  });
});
