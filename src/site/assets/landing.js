// Adds a button to each call of the landing page. The button sends the call to the running server and shows the
// response.
import { showDocuments } from './documents.js';
import { localize, site } from './site.js';

async function send({ method, path, headers, body }) {
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, localize(value)]));
  const request = { method, body, headers: sent };
  const reply = await fetch(site.url + path, request);
  return { status: `${reply.status} ${reply.statusText}`, text: pretty(await reply.text()) };
}

function unanswered(error) {
  return { status: 'No answer', text: error.message };
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function addButton(call) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'send';
  button.textContent = 'Send';
  button.addEventListener('click', async () => {
    const { status, text } = await send(JSON.parse(call.dataset.call)).catch(unanswered);
    call.querySelector('.status').textContent = `${status} · from this server`;
    const code = call.querySelector('.reply code');
    // Leave an equal text alone, to keep its colours.
    if (code.textContent !== text) code.textContent = text;
  });
  call.querySelector('.code').append(button);
}

if (site.documents) showDocuments(site.documents);
if (site.served) for (const call of document.querySelectorAll('[data-call]')) addButton(call);
