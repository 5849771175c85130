import { defineConfig } from 'vitest/config';
import SlowestFirst from './slowest-first.ts';

export default defineConfig({
  resolve: { conditions: ['@mockplane/source'] },
  ssr: { resolve: { conditions: ['@mockplane/source'] } },
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    typecheck: { enabled: false },
    reporters: ['default', './test/closing-line.ts'],
    // By default a machine of two cores has one worker, which is idle while a server of a test starts.
    maxWorkers: '100%',
    sequence: { sequencer: SlowestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A poll waits for what will come; how long it takes says more of the machine than of the code.
    expect: { poll: { timeout: 20_000 } },
  },
});
