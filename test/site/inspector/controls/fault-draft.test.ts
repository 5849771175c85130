import { expect, test } from 'vitest';
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
