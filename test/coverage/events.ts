import { isObject, type Json } from '../helpers/documents.ts';

/** Reads so many events of a stream, and leaves it. */
export async function eventsIn(response: Response, count: number): Promise<Json[]> {
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (parseEvents(text).length < count) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return parseEvents(text);
}

/** Reads a text of events, as the example of a stream is one. Comments and the wish for a pause are no events. */
export function parseEvents(text: string): Json[] {
  return text
    .split('\n\n')
    .map((block) => Object.fromEntries(block.split('\n').flatMap(field)))
    .filter((event) => event['data'] !== undefined)
    .map((event) => ({ ...event, data: JSON.parse(String(event['data'])) as Json }));
}

function field(line: string): [name: string, value: string][] {
  const colon = line.indexOf(':');
  return colon > 0 ? [[line.slice(0, colon), line.slice(colon + 1).trimStart()]] : [];
}

/** An example of a response in the form in which responses are read. */
export function readExample(type: string | undefined, value: Json | undefined): Json | undefined {
  return type === 'text/event-stream' && !isObject(value) ? parseEvents(String(value)) : value;
}
