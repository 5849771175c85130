import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

// The floor: a bare server that answers whatever it is asked with one reply, the bytes that Mockplane sent.

/** Past this a text is encoded once rather than with each answer; below it, Node sends a text with its head in one go. */
const longest = 16_384;

const [file, port] = process.argv.slice(2);
let reply = read(file);

function read(path) {
  const { status, headers, body } = JSON.parse(readFileSync(path, 'utf8'));
  return { status, headers, body: body.length > longest ? Buffer.from(body) : body };
}

function answer(response) {
  response.writeHead(reply.status, reply.headers);
  response.end(reply.body);
}

const server = createServer((request, response) => {
  if (request.method === 'GET') return answer(response);
  request.on('end', () => answer(response));
  return request.resume();
});
server.keepAliveTimeout = 72_000;
server.listen(Number(port), '127.0.0.1');

process.on('message', (path) => {
  reply = read(path);
  process.send('taken');
});
