/** A server-sent event with JSON as its data. */
export interface ServerEvent {
  readonly type: string;
  readonly data: unknown;
}

/** Parses server-sent events as they arrive. An event without an empty line after it is left out. */
export async function* parseEvents(stream: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let rest: string[] = [];
  for await (const bytes of stream) {
    const text = decoder.decode(bytes, { stream: true });
    // Joins only whole events: a long line arrives in many pieces.
    if (!text.includes('\n')) {
      rest.push(text);
      continue;
    }
    const blocks = (rest.join('') + text).split('\n\n');
    rest = [blocks.pop() ?? ''];
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => split(line)));
      const data = fields.get('data');
      if (data !== undefined) yield { type: fields.get('event') ?? 'message', data: JSON.parse(data) };
    }
  }
}

function split(line: string): [name: string, value: string] {
  const at = line.indexOf(': ');
  return [line.slice(0, Math.max(at, 0)), line.slice(at + 2)];
}
