import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['@mockplane/source'] },
  ssr: { resolve: { conditions: ['@mockplane/source'] } },
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    typecheck: { enabled: false },
    reporters: ['default', './test/closing-line.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
