import { describe, expect, it } from 'vitest';
import { startLambda } from './helpers.ts';

describe('authenticate', () => {
  it('accepts the token in either header', async () => {
    const { fetch } = startLambda();
    for (const headers of [{ 'x-api-key': 'mockplane-token' }, { authorization: 'Token mockplane-token' }]) {
      const response = await fetch('/backend/authenticate', { headers });
      expect([response.status, await response.json()]).toEqual([200, { result: 'success' }]);
    }
  });

  it('refuses a token that it does not know', async () => {
    const { stranger } = startLambda();
    const { error } = await stranger.GET('/backend/authenticate');
    expect(error).toEqual({ errors: [{ message: 'Invalid token', code: 401, details: 'unauthorized' }] });
  });

  it('does not accept HTTP basic authentication', async () => {
    const { fetch } = startLambda();
    const headers = { authorization: `Basic ${btoa('octocat:mockplane-token')}` };
    expect((await fetch('/backend/authenticate', { headers })).status).toBe(401);
  });
});
