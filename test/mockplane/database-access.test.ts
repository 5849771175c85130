import { describe, expect, it } from 'vitest';
import { parseDatabaseName } from '../../src/mockplane/database-access.ts';

describe('parseDatabaseName', () => {
  it('splits the organization from the name', () => {
    expect(parseDatabaseName('my-org/my-db')).toEqual({ organization: 'my-org', name: 'my-db' });
  });

  it.each(['', 'my-db', '/my-db', 'my-org/', 'my-org/my-db/x'])('refuses %j', (text) => {
    expect(() => parseDatabaseName(text)).toThrow('a database is named ORG/NAME');
  });
});
