import { describe, expect, it } from 'vitest';
import { startTurso } from './helpers.ts';

describe('listLocations', () => {
  it('lists exactly the locations that can have an instance', async () => {
    const { turso, createInstance } = startTurso();
    const codes = Object.keys((await turso.GET('/v1/locations')).data!.locations);
    expect(codes).toHaveLength(31);
    for (const code of codes) expect(await createInstance('staging-db', code)).toMatchObject({ region: code });
  });
});
