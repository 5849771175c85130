// Adds a button to each call of the landing page. The button sends the call to the running server and shows the
// response.
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

function element(name, text, attributes = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...attributes });
}

/** Shows the documents of the user in place of the built-in APIs. */
function showDocuments(documents) {
  const main = document.querySelector('main');
  main.querySelector('h1').textContent = documents.map(({ title }) => title).join(', ');
  main.querySelector('.lead').textContent =
    'Mockplane serves your OpenAPI documents. It returns their examples, and validates every request and response. The inspector lists the requests. The admin API makes calls fail and stops the clock.';
  main
    .querySelector('.actions a:last-child')
    .replaceWith(element('a', 'Your own OpenAPI document', { className: 'button', href: 'guide/documents/' }));
  main.querySelector('[data-when="served"] > p:last-child').textContent =
    'Send any credential of the form that the document requires.';
  for (const section of main.querySelectorAll('[aria-labelledby="calls"], [aria-labelledby="operations"]'))
    section.remove();
  const cards = main.querySelector('.cards');
  cards.replaceChildren(
    ...documents.map(({ name, title, mount, operations }) => {
      const card = element('article', '', { className: 'card' });
      const links = element('p', '', { className: 'files' });
      links.append(
        element('a', 'Reference', { href: `docs/#${name}` }),
        ' ',
        element('a', `${name}.json`, { href: `openapi/${name}.json` }),
      );
      const count = operations === 1 ? '1 operation' : `${operations} operations`;
      card.append(element('h3', title), element('p', `${count} at ${site.url}${mount}/`), links);
      return card;
    }),
  );
}

if (site.documents && !site.hasBuiltIn) showDocuments(site.documents);
if (site.served) for (const call of document.querySelectorAll('[data-call]')) addButton(call);
