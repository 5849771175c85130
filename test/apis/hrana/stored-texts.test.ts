import { describe, expect, it } from 'vitest';
import { createStoredTexts } from '../../../src/apis/hrana/stored-texts.ts';

describe('createStoredTexts', () => {
  it('gives a stored text by its id', () => {
    const texts = createStoredTexts(50);
    texts.store(1, 'select 1');
    expect(texts.resolve({ sql_id: 1 }, 2)).toBe('select 1');
    texts.remove(1);
    expect(() => texts.resolve({ sql_id: 1 }, 2)).toThrow('SQL text 1 not found');
  });

  it('refuses an id that is in use', () => {
    const texts = createStoredTexts(50);
    texts.store(1, 'select 1');
    expect(() => texts.store(1, 'select 2')).toThrow('SQL text 1 already exists');
  });

  it('stores no more texts than its limit', () => {
    const texts = createStoredTexts(2);
    texts.store(1, 'select 1');
    texts.store(2, 'select 2');
    expect(texts.store(3, 'select 3')).toEqual({
      code: 'SQL_STORE_TOO_MANY',
      message: 'The server already stores 2 SQL texts, it cannot store more',
    });
  });

  it('stores no text of more bytes than its limit', () => {
    const texts = createStoredTexts(50, 5_000);
    expect(texts.store(1, 'é'.repeat(2_500))).toBeUndefined();
    expect(texts.store(2, 'é'.repeat(2_501))).toMatchObject({ code: 'SQL_STORE_TOO_LARGE' });
    expect(texts.count()).toBe(1);
  });

  it.each([
    [{}, 2, 'Either `sql` or `sql_id` are required'],
    [{ sql: null, sql_id: null }, 2, 'Either `sql` or `sql_id` are required'],
    [{ sql: 'select 1', sql_id: 1 }, 2, 'Either `sql` or `sql_id` are required, but not both'],
    [{ sql_id: 1 }, 1, '`sql_id` is only supported in protocol version hrana2 and higher'],
  ] as const)('refuses %j in version %i', (given, version, message) => {
    expect(() => createStoredTexts(50).resolve(given, version)).toThrow(message);
  });
});
