import type { Exchange } from 'mockplane';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../../src/cli/log.ts';

const exchange: Exchange = {
  id: 1,
  sandbox: 'default',
  sequence: 1,
  at: new Date(2023, 10, 16, 9, 5, 7).getTime(),
  method: 'GET',
  target: '/v1/organizations/my-org/databases',
  api: 'turso',
  operation: 'listDatabases',
  status: 200,
  answeredBy: 'example listed',
  faults: [],
  refusal: undefined,
  notes: [],
  violations: [],
  durationMilliseconds: 1.234,
  trail: [],
  request: { headers: {}, body: '', bodyBytes: 0 },
  response: { headers: {}, body: '', bodyBytes: 0 },
};

/** The printed text of an exchange, on a terminal or into a pipe. */
function printed(changes: Partial<Exchange>, isTTY = false): string {
  let text = '';
  const stream = { isTTY, write: (chunk: string) => (text += chunk) };
  createLog(stream as unknown as NodeJS.WriteStream).exchange({ ...exchange, ...changes });
  return text;
}

const escape = '\u001b[';

beforeEach(() => {
  for (const name of ['NO_COLOR', 'FORCE_COLOR', 'NODE_DISABLE_COLORS']) vi.stubEnv(name, undefined);
  vi.stubEnv('TERM', 'xterm-256color');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the line of a request', () => {
  it('tells when, how it ended, what was asked, and who answered', () => {
    expect(printed({}).trimEnd().split(/ {2,}/)).toEqual([
      '09:05:07 200 GET',
      '/v1/organizations/my-org/databases',
      'listDatabases · example listed · 1.2 ms',
    ]);
  });

  it('stands in columns', () => {
    const [one, other] = [printed({}), printed({ method: 'DELETE', status: 404, operation: undefined, target: '/x' })];
    expect(other.indexOf('/x')).toBe(one.indexOf('/v1'));
    expect(other.indexOf('- · example')).toBe(one.indexOf('listDatabases'));
  });

  it('is followed by why it was refused, where, and what was tolerated', () => {
    const lines = printed({
      status: 400,
      answeredBy: 'refused',
      refusal: 'name is required\nat once',
      violations: [{ pointer: '/body/name', message: 'is required' }],
      notes: ['unknown property owner'],
    }).split('\n');
    expect(lines.slice(1).map((line) => line.trim())).toEqual([
      'name is required',
      'at once',
      'at /body/name is required',
      'note: unknown property owner',
      '',
    ]);
    expect(lines.slice(1, -1).filter((line) => !line.startsWith('         '))).toEqual([]);
  });

  it('names the fault rules that matched', () => {
    const lines = printed({
      faults: [
        { id: 1, action: 'drop', fired: false, reason: 'it is spent' },
        { id: 2, action: 'delay', fired: true, delayMilliseconds: 1_500 },
        { id: 3, action: 'fail-transition', fired: true, delayMilliseconds: 5 },
      ],
    }).split('\n');
    expect(lines.slice(1).map((line) => line.trim())).toEqual([
      'fault 1 matched and did not fire: it is spent',
      'fault 2 delayed it by 1500 ms',
      'fault 3 delayed it by 5 ms and makes its transition fail',
      '',
    ]);
  });

  it('is coloured on a terminal', () => {
    expect(printed({}, true)).toContain(`${escape}32m200`);
    expect(printed({ status: 404 }, true)).toContain(`${escape}33m404`);
    expect(printed({ status: 500 }, true)).toContain(`${escape}31m500`);
  });

  it('is plain in a pipe', () => {
    expect(printed({})).not.toContain(escape);
  });

  it.each([
    ['NO_COLOR', '1', true],
    ['TERM', 'dumb', true],
    ['FORCE_COLOR', '0', false],
  ])('is plain where %s is %s', (name, value, isTTY) => {
    vi.stubEnv(name, value);
    expect(printed({}, isTTY)).not.toContain(escape);
  });

  it('is coloured in a pipe where FORCE_COLOR is set', () => {
    vi.stubEnv('FORCE_COLOR', '1');
    expect(printed({})).toContain(`${escape}32m200`);
  });

  const hostile = [
    '\u001b[2J',
    '\u001b]0;title\u0007',
    '\r200',
    '\b\b',
    '\u0000',
    '\u007f',
    '\u009b2J',
    '\u2028',
    '\u202e',
  ];

  it.each(hostile)('shows %j as an escape, wherever it stands', (text) => {
    const line = printed({
      target: `/v1/${text}`,
      refusal: `invalid location: ${text}`,
      notes: [`unknown property ${text}`],
      violations: [{ pointer: `/body/${text}`, message: `must be ${text}` }],
    });
    expect(line.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(line.match(/\\x[0-9a-f]{2}|\\u\{[0-9a-f]+\}/g)?.length).toBeGreaterThanOrEqual(5);
  });

  it('shows a line break of a request as an escape, so that no line is forged', () => {
    const lines = printed({ target: '/v1/\n09:05:07 200 GET /forged', notes: ['\n09:05:07 200 GET /forged'] }).split(
      '\n',
    );
    expect(lines.filter((line) => line.startsWith('09:05:07'))).toHaveLength(1);
  });
});
