import { describe, expect, it } from 'vitest';
import { parseSqlOptions } from '../../../src/cli/sql/options.ts';

describe('parseSqlOptions', () => {
  it('reads the server from the environment', () => {
    const environment = { MOCKPLANE_URL: 'http://127.0.0.1:4321/', MOCKPLANE_TOKEN: 'secret~worker-1' };
    expect(parseSqlOptions(['my-org/my-db'], environment)).toEqual({
      database: { organization: 'my-org', name: 'my-db' },
      sql: undefined,
      url: 'http://127.0.0.1:4321',
      token: 'secret~worker-1',
      readOnly: false,
      json: false,
    });
  });

  it('prefers the command line', () => {
    const args = ['my-org/my-db', 'SELECT 1', '--url', 'http://localhost:1', '--token=t', '--json', '--read-only'];
    expect(parseSqlOptions(args, { MOCKPLANE_URL: 'http://127.0.0.1:2' })).toMatchObject({
      sql: 'SELECT 1',
      url: 'http://localhost:1',
      token: 't',
      readOnly: true,
      json: true,
    });
  });

  it('asks for help', () => {
    expect(parseSqlOptions(['-h'], {})).toBeUndefined();
  });

  it.each([
    [[], 'sql takes a database'],
    [['my-db'], 'a database is named ORG/NAME'],
    [['my-org/my-db', 'SELECT', '1'], '"1" is an extra one'],
    [['my-org/my-db', '--url', 'localhost:4010'], '--url takes the URL of a Mockplane'],
    [['my-org/my-db', '--nope'], "Unknown option '--nope'"],
  ])('refuses %j', (args, text) => {
    expect(() => parseSqlOptions(args, {})).toThrow(text);
  });
});
