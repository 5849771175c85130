import { createMockplane } from 'mockplane';
import { describe, expect, it } from 'vitest';
import { stepTimes } from '../../../../src/site/inspector/model/step-times.ts';

describe('stepTimes', () => {
  it('reads the time of each step, and leaves the rest of the total for the response', () => {
    const header = 'match;dur=0.009, authenticate;dur=0.011, validate;dur=1.500, answer;dur=120.052, total;dur=121.600';
    expect(stepTimes({ 'server-timing': header })).toEqual({
      match: '9 µs',
      authenticate: '11 µs',
      validate: '1.50 ms',
      answer: '120 ms',
      write: '28 µs',
    });
  });

  it('never takes less than nothing for the response, since times are rounded', () => {
    expect(stepTimes({ 'server-timing': 'match;dur=0.010, total;dur=0.009' })).toEqual({
      match: '10 µs',
      write: '0 µs',
    });
  });

  it('reads what the server sends', async () => {
    using mockplane = createMockplane();
    const headers = { authorization: `Bearer ${mockplane.token}`, prefer: 'timing=true' };
    const response = await mockplane.fetch('http://localhost/v1/locations', { headers });
    const times = stepTimes(Object.fromEntries(response.headers));
    expect(Object.keys(times!)).toEqual(['match', 'authenticate', 'validate', 'answer', 'check', 'write']);
  });

  it('finds nothing without the header', () => {
    expect(stepTimes({})).toBeUndefined();
  });
});
