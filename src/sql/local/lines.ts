/** Cuts a stream of text into lines. @returns takes the next piece of text, and hands over each line that is whole */
export function createLineReader(onLine: (line: string) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    let start = 0;
    for (;;) {
      const end = text.indexOf('\n', start);
      if (end < 0) break;
      const line = rest + text.slice(start, end);
      rest = '';
      start = end + 1;
      onLine(line);
    }
    rest += text.slice(start);
  };
}
