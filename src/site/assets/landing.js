// Adds a button to each call of the landing page that sends it to the server that is running and shows the reply.
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
    // The same text stays as it is, with its colours.
    if (code.textContent !== text) code.textContent = text;
  });
  call.querySelector('.code').append(button);
}

if (site.served) for (const call of document.querySelectorAll('[data-call]')) addButton(call);
