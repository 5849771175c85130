/** Shows progress while a command runs. */
export interface Progress {
  show(text: string): void;
  end(): void;
}

const intervalMilliseconds = 1_000;

/** Writes at most one line a second. On a terminal each line replaces the one before. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  let current = '';
  let shown = '';
  const timer = setInterval(() => {
    if (current === shown) return;
    shown = current;
    // A line that wraps could not be overwritten.
    stream.write(stream.isTTY ? `\r\u001b[K${current.slice(0, stream.columns - 1)}` : `${current}\n`);
  }, intervalMilliseconds);
  timer.unref();
  return {
    show(text) {
      current = text;
    },
    end() {
      clearInterval(timer);
      if (stream.isTTY && shown !== '') stream.write('\r\u001b[K');
    },
  };
}
