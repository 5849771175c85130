import { describe, expect, it } from 'vitest';
import { createAnswerMemory, type RememberedAnswer } from '../../../src/sandbox/memory/answer-memory.ts';

const remembered = (by: string): RememberedAnswer => ({
  answer: { status: 200, body: undefined, by },
  version: 1,
  moment: undefined,
});

describe('the memory of answers', () => {
  it('drops those that were not asked for the longest when it is full', () => {
    const memory = createAnswerMemory(10_000);
    for (const key of ['a', 'b', 'c']) memory.add(key, remembered(key), 2_000);
    memory.find('a');
    memory.add('d', remembered('d'), 2_000);
    expect(['a', 'b', 'c', 'd'].filter((key) => memory.find(key))).toEqual(['a', 'c', 'd']);
  });

  it('remembers nothing that would take most of it', () => {
    const memory = createAnswerMemory(10_000);
    memory.add('small', remembered('small'), 10);
    memory.add('large', remembered('large'), 5_000);
    expect(memory.find('large')).toBeUndefined();
    expect(memory.find('small')).toBeDefined();
  });

  it('keeps the latest answer to a key, and counts only this one', () => {
    const memory = createAnswerMemory(10_000);
    for (let count = 0; count < 20; count++) memory.add('a', remembered(`a${count}`), 2_000);
    memory.add('b', remembered('b'), 2_000);
    expect(memory.find('a')?.answer.by).toBe('a19');
    expect(memory.find('b')).toBeDefined();
  });
});
