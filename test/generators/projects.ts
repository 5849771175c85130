import type { Place } from './generators.ts';

const compilerOptions = {
  target: 'es2022',
  module: 'esnext',
  moduleResolution: 'bundler',
  lib: ['es2022', 'dom', 'dom.iterable'],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: ['node'],
};

/** The project of a TypeScript client. */
export const typescriptFiles = {
  'tsconfig.json': JSON.stringify({ compilerOptions, include: ['main.ts', 'client/**/*.ts'] }),
};

/** The project of a Go client. */
export const goFiles = { 'go.mod': 'module generated\n\ngo 1.24\n' };

/** orval writes the server's address into its client. */
export function orvalConfig({ document, baseUrl }: Place): string {
  const output = { target: 'client/client.ts', client: 'fetch', baseUrl };
  return `export default ${JSON.stringify({ turso: { input: document, output } })};\n`;
}
