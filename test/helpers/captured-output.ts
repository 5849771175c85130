import { afterEach, beforeEach, vi } from 'vitest';

/** The text that the code under test wrote to the standard streams. */
export interface CapturedOutput {
  stdout: string;
  stderr: string;
}

/** Captures the output of each test of a file. Call it at the top of the file. */
export function captureOutput(): CapturedOutput {
  const output: CapturedOutput = { stdout: '', stderr: '' };
  beforeEach(() => {
    for (const name of ['stdout', 'stderr'] as const) {
      output[name] = '';
      vi.spyOn(process[name], 'write').mockImplementation((text) => {
        output[name] += String(text);
        return true;
      });
    }
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  return output;
}
