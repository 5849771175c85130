import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { documents, mountOf, type Json, type JsonObject } from '../helpers/documents.ts';
import { type Operation, operations, serviceOperations } from '../helpers/operations.ts';
import { schemasOf } from '../helpers/schemas.ts';

/** The required operations; there may be more. */
const required = {
  turso: [
    'listDatabases',
    'createDatabase',
    'getDatabase',
    'deleteDatabase',
    'listDatabaseInstances',
    'getDatabaseInstance',
    'createDatabaseToken',
    'invalidateDatabaseTokens',
    'getDatabaseUsage',
    'listLocations',
    'listOrganizations',
    'listOrganizationMembers',
    'validateAPIToken',
    'listAPITokens',
    'createAPIToken',
    'revokeAPIToken',
    'createDatabaseInstance',
    'deleteDatabaseInstance',
    'waitForDatabaseInstance',
    'updateDatabase',
  ],
  lambda: [
    'authenticate',
    'listLambdaInstances',
    'getLambdaInstance',
    'getLambdaInstanceStatus',
    'startLambdaInstance',
    'stopLambdaInstance',
    'destroyLambdaInstance',
    'createLambdaInstance',
    'listUserFiles',
    'uploadUserFile',
    'deleteUserFile',
  ],
};

describe('the index of operations', () => {
  it('is the reviewed one', async () => {
    // A change of the contract shows here as a changed line: read it, then run vitest with -u.
    await expect(`${operations.map(line).toSorted().join('\n')}\n`).toMatchFileSnapshot('operations.txt');
  });

  it.each(Object.entries(required))('has every operation of %s', (api, ids) => {
    const present = operations.filter((operation) => operation.api === api).map(({ id }) => id);
    expect(present).toEqual(expect.arrayContaining(ids));
  });

  it('names each operation once over all documents but those of other editions', () => {
    const ids = operations.filter(({ api }) => mountOf(api) === '').map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    for (const name of documents.keys()) {
      const own = operations.filter(({ api }) => api === name).map(({ id }) => id);
      expect(new Set(own).size).toBe(own.length);
    }
  });
});

/** Operations that are always refused, with 501. */
const unserved: ReadonlySet<string> = new Set(['exportDatabase', 'pullUpdates']);

describe.each([...operations])('$id', ({ id, node, replies }) => {
  it('says what it is and what it does', () => {
    expect(node).toMatchObject({
      summary: expect.stringMatching(/^[A-Z][a-z]/),
      description: expect.stringMatching(/\S/),
      tags: [expect.any(String)],
    });
  });

  it('answers one success unless it is not served, and every failure with a body', () => {
    const failures = replies.filter(({ status }) => status >= 400);
    const isServed = !unserved.has(id);
    expect(replies.length - failures.length).toBe(isServed ? 1 : 0);
    expect(isServed || replies.some(({ status }) => status === 501)).toBe(true);
    expect(failures.filter(({ content }) => content === undefined)).toEqual([]);
  });
});

describe.each([...serviceOperations])('$id of a service', ({ node, replies, security }) => {
  it('says where it comes from', () => {
    const revision = /^https:\/\/github\.com\/[\w-]+\/[\w-]+\/blob\/[0-9a-f]{7,40}\//;
    expect(node['externalDocs']).toEqual({
      description: expect.stringMatching(/\S/),
      url: expect.stringMatching(revision),
    });
  });

  it('wants a credential and answers 401 without one', () => {
    expect(security).not.toEqual([]);
    expect(replies.map(({ status }) => status)).toContain(401);
  });
});

describe.each(patternsOf())('the pattern %s', (pattern) => {
  it('is a regular expression with the flag u', () => {
    expect(() => new RegExp(pattern, 'u')).not.toThrow();
  });

  it('nests no repetition in a repetition', () => {
    expect(nestsRepetition(pattern)).toBe(nesting.has(pattern));
  });

  it('reads the worst of long texts to its end', () => {
    const results = worst(pattern).map((text) => matches(pattern, text, 10_000));
    expect(results).not.toContain('gave up');
    expect(results).toContain(false);
  });
});

describe('the checks of patterns', () => {
  it('find a nested repetition', () => {
    expect(['^(a+)+$', '^(?:[a-z]*,)*$', '^(a{2,}b)+$', '^((a|b)*c){3}$'].map(nestsRepetition)).toEqual(
      Array(4).fill(true),
    );
    expect(['^(a|b)+$', String.raw`^\(+\)+$`, '^[(a+)]+$', '^(ab{2})+$', '^(a+)?$'].map(nestsRepetition)).toEqual(
      Array(5).fill(false),
    );
  });

  it('find an expression that takes exponential time', () => {
    expect(matches('^(a+)+$', `${'a'.repeat(200)}!`, 50)).toBe('gave up');
  });
});

/** The grammar of durations needs it. Each round ends in a unit, no unit holds a digit: there is one way to read a text. */
const nesting = new Set(patternsOf().filter((pattern) => pattern.includes('(?:never|none|default|')));

function line({ api, id, method, path, replies, node, security }: Operation): string {
  const statuses = replies.map(({ status }) => status).join(' ');
  return [api, id, `${method} ${path}`, statuses, (node['tags'] as Json[]).join(', '), security.join(' or ')].join(
    ' | ',
  );
}

function patternsOf(): string[] {
  const patterns = [...documents.values()].flatMap((document: JsonObject) =>
    schemasOf(document).flatMap(({ node }) => [
      ...(typeof node['pattern'] === 'string' ? [node['pattern']] : []),
      ...Object.keys(node['patternProperties'] ?? {}),
    ]),
  );
  return [...new Set(patterns)];
}

/** Whether a group that repeats holds something that repeats without bound. */
function nestsRepetition(pattern: string): boolean {
  // The content of classes and escapes is not syntax.
  const bare = pattern.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]/gu, 'x');
  const open: number[] = [];
  for (let index = 0; index < bare.length; index++) {
    if (bare[index] === '(') open.push(index);
    if (bare[index] !== ')') continue;
    const start = open.pop() ?? 0;
    const repeats = /^(?:[*+]|\{(?!0,?1\}|1\})\d)/u.test(bare.slice(index + 1));
    if (repeats && /[*+]|\{\d+,\}/u.test(bare.slice(start + 1, index))) return true;
  }
  return false;
}

/** Long texts that a backtracking matcher would try in many ways: each character that the pattern names, over and over. */
function worst(pattern: string): string[] {
  const letters = new Set(['a', '0', '-', '.', 'A', '+', ...(pattern.match(/[\w.+-]/gu) ?? [])]);
  const rounds = ['1h', '0.', 'a-', '1.1ns', '.1', ...letters];
  const ends = ['', '!', '\u0000'];
  return rounds.flatMap((round) => ends.map((end) => round.repeat(10_000) + end));
}

/** Matches with a limit, as only another context can be interrupted. */
function matches(pattern: string, text: string, timeout: number): boolean | 'gave up' {
  const context = createContext({ pattern, text });
  try {
    return runInContext("new RegExp(pattern, 'u').test(text)", context, { timeout }) as boolean;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'gave up';
    throw error;
  }
}
