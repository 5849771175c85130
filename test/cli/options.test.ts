import { describe, expect, it } from 'vitest';
import { flags, readOptions } from '../../src/cli/options.ts';

const defaults = {
  port: 4010,
  host: '127.0.0.1',
  token: 'mockplane-token',
  stateless: false,
  quiet: false,
  help: false,
  version: false,
  drain: 0,
};

describe('the options', () => {
  it('have a value each when nothing is said', () => {
    expect(readOptions([], {})).toMatchObject(defaults);
  });

  it.each([
    [['--port', '8080'], { port: 8080 }],
    [['--port=0'], { port: 0 }],
    [['--port', '65535'], { port: 65_535 }],
    [['--host', '0.0.0.0'], { host: '0.0.0.0' }],
    [['--token', 'my-own'], { token: 'my-own' }],
    [['--stateless'], { stateless: true }],
    [['--quiet'], { quiet: true }],
    [['--max-sandboxes', '4'], { maxSandboxes: 4 }],
    [['--sandbox-idle=5m'], { sandboxIdle: '5m' }],
    [['--drain', '1m30s'], { drain: 90_000 }],
    [['--help'], { help: true }],
    [['-h'], { help: true }],
    [['--version'], { version: true }],
    [['-v'], { version: true }],
    [['-p', '8080'], { port: 8080 }],
    [['-p0'], { port: 0 }],
    [['--allowed-host', 'mockplane', '--allowed-host=mocks.local'], { allowedHosts: ['mockplane', 'mocks.local'] }],
    [['--allowed-origin', 'http://localhost:5173/'], { allowedOrigins: ['http://localhost:5173'] }],
    [['--clock', 'stopped'], { clock: { running: false } }],
    [['--clock', '2030-01-01T00:00:00Z'], { clock: { now: '2030-01-01T00:00:00Z', running: true } }],
    [['--clock=2030-01-01T00:00:00.5Z,stopped'], { clock: { now: '2030-01-01T00:00:00.5Z', running: false } }],
    [['--quiet', '--port', '1', '--stateless'], { quiet: true, port: 1, stateless: true }],
    [['--port', '1', '--port', '2'], { port: 2 }],
  ])('are read from the command line: %j', (args, expected) => {
    expect(readOptions(args, {})).toMatchObject({ ...defaults, ...expected });
  });

  it.each([
    [{ MOCKPLANE_PORT: '8080' }, { port: 8080 }],
    [{ MOCKPLANE_HOST: '::1' }, { host: '::1' }],
    [{ MOCKPLANE_TOKEN: 'my-own' }, { token: 'my-own' }],
    [{ MOCKPLANE_STATELESS: '1' }, { stateless: true }],
    [{ MOCKPLANE_QUIET: 'true' }, { quiet: true }],
    [
      { MOCKPLANE_MAX_SANDBOXES: '4', MOCKPLANE_SANDBOX_IDLE: '5m' },
      { maxSandboxes: 4, sandboxIdle: '5m' },
    ],
    [{ MOCKPLANE_ALLOWED_HOST: 'mockplane, mocks' }, { allowedHosts: ['mockplane', 'mocks'] }],
    [{ MOCKPLANE_ALLOWED_ORIGIN: 'http://localhost:5173' }, { allowedOrigins: ['http://localhost:5173'] }],
    [{ MOCKPLANE_CLOCK: 'stopped' }, { clock: { running: false } }],
    [{ MOCKPLANE_QUIET: '0', MOCKPLANE_STATELESS: 'false' }, {}],
    [{ MOCKPLANE_PORT: '', MOCKPLANE_HOST: '', MOCKPLANE_TOKEN: '', MOCKPLANE_QUIET: '' }, {}],
    [{ MOCKPLANE_HELP: '1', MOCKPLANE_VERSION: '1', PORT: '1', MOCKPLANE_OTHER: 'x' }, {}],
  ])('are read from the environment: %j', (environment, expected) => {
    expect(readOptions([], environment)).toMatchObject({ ...defaults, ...expected });
  });

  it.each(['tcp://10.0.0.1:4010', 'udp://10.0.0.1:4010'])(
    'leave out the address of a service, MOCKPLANE_PORT=%s, and say so',
    (MOCKPLANE_PORT) => {
      const { port, notices } = readOptions([], { MOCKPLANE_PORT });
      expect(port).toBe(4010);
      expect(notices).toEqual([expect.stringContaining(`MOCKPLANE_PORT=${MOCKPLANE_PORT}`)]);
      expect(readOptions([], { MOCKPLANE_PORT: '1' }).notices).toEqual([]);
    },
  );

  it('note a variable that is not an option, and suggest the nearest one', () => {
    const environment = {
      MOCKPLANE_SEDE: '1',
      MOCKPLANE_MAX_SANDBOX: '2',
      MOCKPLANE_ANYTHING: 'x',
      MOCKPLAN_SEED: '1',
    };
    const { seed, notices } = readOptions([], environment);
    expect(seed).toBe(undefined);
    expect(notices).toEqual([
      'MOCKPLANE_SEDE is not an option, and is ignored; did you mean MOCKPLANE_SEED?',
      'MOCKPLANE_MAX_SANDBOX is not an option, and is ignored; did you mean MOCKPLANE_MAX_SANDBOXES?',
      'MOCKPLANE_ANYTHING is not an option, and is ignored',
    ]);
  });

  it('pass over the variables of exec and the addresses of services', () => {
    const environment = {
      MOCKPLANE_URL: 'http://127.0.0.1:4010',
      MOCKPLANE_SANDBOX_TOKEN_PREFIX: 'mockplane-token~',
      MOCKPLANE_SHOP_URL: 'http://127.0.0.1:4010/shop',
      MOCKPLANE_SERVICE_HOST: '10.0.0.1',
      MOCKPLANE_PORT_4010_TCP_ADDR: '10.0.0.1',
    };
    expect(readOptions([], environment).notices).toEqual([]);
  });

  it('are those of the command line where both speak', () => {
    const environment = { MOCKPLANE_PORT: '1', MOCKPLANE_TOKEN: 'other', MOCKPLANE_QUIET: '0' };
    expect(readOptions(['--port', '2', '--token', 'mine', '--quiet'], environment)).toMatchObject({
      port: 2,
      token: 'mine',
      quiet: true,
    });
  });

  it.each([
    [['--nope'], "Unknown option '--nope'"],
    [['--prot', '1'], "Unknown option '--prot'; did you mean --port?"],
    [['--max-sandbox=3'], "Unknown option '--max-sandbox'; did you mean --max-sandboxes?"],
    [['-x'], "Unknown option '-x'"],
    [['--edition', '2024'], '--edition takes 2023 or 2026, not "2024"'],
    [['--plan', 'unlimited'], '--plan takes starter or scaler or developer or pro, not "unlimited"'],
    [['--max-sandboxes', '0'], '--max-sandboxes takes a whole number from 1, not "0"'],
    [
      ['--allowed-host', 'mockplane:4010'],
      '--allowed-host takes a host name without a port, such as mockplane, not "mockplane:4010"',
    ],
    [['--allowed-host', '*'], 'not "*"'],
    [
      ['--allowed-origin', 'localhost:5173'],
      '--allowed-origin takes an origin such as http://localhost:5173, not "localhost:5173"',
    ],
    [['--allowed-origin', 'http://localhost:5173/app'], 'not "http://localhost:5173/app"'],
    [['--'.concat('quiet=yes')], "Option '-q, --quiet' does not take an argument".replace('-q, ', '')],
    [['--port'], '--port takes a value'],
    [['--seed'], '--seed takes a value'],
    [['--port', '-1'], '--port takes a value; write --port=VALUE for one that begins with a dash'],
    [['extra'], "Unexpected argument 'extra'"],
    [['--port', 'http'], '--port takes a number from 0 to 65535, not "http"'],
    [['--port', '65536'], '--port takes a number from 0 to 65535, not "65536"'],
    [['--port=-1'], '--port takes a number from 0 to 65535, not "-1"'],
    [['--port', '1e3'], '--port takes a number from 0 to 65535, not "1e3"'],
    [['--port', '0x10'], '--port takes a number from 0 to 65535, not "0x10"'],
    [['--port', ' 80'], '--port takes a number from 0 to 65535, not " 80"'],
    [['--clock', 'tomorrow'], '--clock takes a time in UTC such as 2030-01-01T00:00:00Z, stopped, or both'],
    [['--clock', '2030-01-01T00:00:00'], 'not "2030-01-01T00:00:00"'],
    [['--clock', '2030-01-01T00:00:00Z,running'], 'not "2030-01-01T00:00:00Z,running"'],
    [['--clock', 'stopped,2030-01-01T00:00:00Z'], 'not "stopped,2030-01-01T00:00:00Z"'],
    [['--token', 'two words'], '--token takes printable ASCII characters without spaces'],
    [['--token', 'ünï'], '--token takes printable ASCII characters without spaces'],
    [['--token', 'a\r\nb'], '--token takes printable ASCII characters without spaces'],
  ])('refuse %j', (args, message) => {
    expect(() => readOptions(args, {})).toThrow(
      expect.objectContaining({ name: 'OptionError', message: expect.stringContaining(message) }),
    );
  });

  it.each([
    [{ MOCKPLANE_PORT: 'http' }, 'MOCKPLANE_PORT takes a number from 0 to 65535, not "http"'],
    [{ MOCKPLANE_PLAN: 'free' }, 'MOCKPLANE_PLAN takes starter or scaler or developer or pro, not "free"'],
    [{ MOCKPLANE_QUIET: 'yes' }, 'MOCKPLANE_QUIET takes 1 or 0, not "yes"'],
    [{ MOCKPLANE_TOKEN: 'two words' }, '--token takes printable ASCII characters without spaces'],
  ])('refuse %j', (environment, message) => {
    expect(() => readOptions([], environment)).toThrow(expect.objectContaining({ name: 'OptionError', message }));
  });

  it('are all told of in one sentence that begins small and ends without a stop', () => {
    const texts = Object.values(flags).map(({ text }) => text);
    expect(texts.filter((text) => !/^[a-z].*[^.]$/.test(text))).toEqual([]);
  });
});
