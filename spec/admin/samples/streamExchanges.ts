import type { AdminSchemas } from 'mockplane/admin';

// The client waits for the end of a reply, and a stream has none: so this is `fetch` itself.
const response = await fetch(`${process.env.MOCKPLANE_URL}/_mockplane/exchanges/stream`);
if (!response.ok || !response.body) throw new Error(`The stream was answered with ${response.status}.`);

let rest = '';
for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
  const lines = (rest + text).split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines) {
    if (!line.startsWith('data: ')) continue;
    const { method, target, status } = JSON.parse(line.slice('data: '.length)) as AdminSchemas['Exchange'];
    console.log(method, target, status);
  }
}
