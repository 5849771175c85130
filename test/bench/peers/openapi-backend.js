import { createServer } from 'node:http';
import { OpenAPIBackend } from 'openapi-backend';

// openapi-backend as its documentation sets it up: it routes, validates requests, and mocks what has no handler.

const [document, port] = process.argv.slice(2);
const api = new OpenAPIBackend({ definition: document });

function send(response, status, body) {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

api.registerSecurityHandler('bearerAuth', ({ request }) => /^Bearer \S+$/.test(request.headers.authorization ?? ''));
api.register({
  unauthorizedHandler: (_context, _request, response) => send(response, 401, { error: 'missing authorization header' }),
  validationFail: (context, _request, response) => send(response, 400, { error: context.validation.errors }),
  notFound: (_context, _request, response) => send(response, 404, { error: 'not found' }),
  notImplemented(context, _request, response) {
    const { status, mock } = context.api.mockResponseForOperation(context.operation.operationId);
    send(response, status, mock);
  },
});
await api.init();

async function handle(request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const body = text === '' ? undefined : JSON.parse(text);
  const { method, url: path, headers } = request;
  await api.handleRequest({ method, path, headers, body }, request, response);
}

createServer((request, response) => {
  handle(request, response).catch((error) => send(response, 500, { error: String(error) }));
}).listen(Number(port), '127.0.0.1');
