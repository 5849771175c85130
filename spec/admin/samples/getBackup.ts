// The client waits for the end of a reply and reads it as a text, so this is `fetch` itself.
const response = await fetch(`${process.env.MOCKPLANE_URL}/_mockplane/backup`);
if (!response.ok || !response.body) throw new Error(`The backup was answered with ${response.status}.`);

let rest = '';
for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
  const lines = (rest + text).split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines) {
    if (!line.startsWith('data: {"path":')) continue;
    const { path, base64 } = JSON.parse(line.slice('data: '.length)) as { path: string; base64: string };
    console.log(path, base64.length);
  }
}
