import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { VisitorContext } from './redocly.ts';

interface OperationNode {
  operationId?: string;
  'x-codeSamples'?: { lang: string; label: string; source: string }[];
}

const languages = [
  { extension: 'sh', lang: 'bash', label: 'curl' },
  { extension: 'ts', lang: 'typescript', label: 'TypeScript' },
] as const;

/**
 * Adds the files `samples/<operationId>.{sh,ts}` beside a document to its operations as `x-codeSamples`. The tests run
 * these files, so the docs only show code that works.
 */
export function codeSamples() {
  let folder = '';
  return {
    Root(_root: unknown, { location }: VisitorContext) {
      folder = join(dirname(location.source.absoluteRef), 'samples');
    },
    Operation(operation: OperationNode) {
      const samples = languages.flatMap(({ extension, lang, label }) => {
        const file = join(folder, `${operation.operationId}.${extension}`);
        return existsSync(file) ? [{ lang, label, source: shown(readFileSync(file, 'utf8')) }] : [];
      });
      if (samples.length > 0) operation['x-codeSamples'] = samples;
    },
  };
}

/** The part of a sample file that readers see: everything except the interpreter line. */
function shown(source: string): string {
  return source.replace(/^#!.*\n/, '').trim();
}
