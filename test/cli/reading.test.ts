import { describe, expect, it } from 'vitest';
import { createReading } from '../../src/cli/reading.ts';

function terminal(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, columns: 40, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  return { stream, written };
}

describe('the line while documents are read', () => {
  it('names the document and the number of files, ten times a second, and goes away', () => {
    const { stream, written } = terminal(true);
    let time = 0;
    const { onFile, end } = createReading(stream, () => time);
    onFile('openapi.yaml');
    time = 50;
    onFile('a.yaml');
    time = 120;
    onFile('b.yaml');
    end();
    expect(written).toEqual([
      '\r\u001b[Kmockplane: reading openapi.yaml …',
      '\r\u001b[Kmockplane: reading openapi.yaml, 3 file',
      '\r\u001b[K',
    ]);
  });

  it('is not written to a file or a pipe', () => {
    const { stream, written } = terminal(false);
    const { onFile, end } = createReading(stream);
    onFile('openapi.yaml');
    end();
    expect(written).toEqual([]);
  });
});
