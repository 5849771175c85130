// Shows the documents of the user on the landing page: what they are, links to their pages, and a first call to each.
import { copyButton, site } from './site.js';

function element(name, attributes = {}, ...children) {
  const created = Object.assign(document.createElement(name), attributes);
  created.append(...children);
  return created;
}

const link = (text, href) => element('a', { href }, text);

/** The facts about a document as pairs of a term and its description. */
function facts({ mount, version, openapi, operations }) {
  const rows = [
    ['Version', version],
    ['Operations', String(operations)],
    ['Address', element('code', {}, `${site.url}${mount}/`)],
    ['Written in', openapi === '2.0' ? 'Swagger 2.0' : `OpenAPI ${openapi}`],
  ];
  return element(
    'dl',
    {},
    ...rows.flatMap(([term, description]) => [element('dt', {}, term), element('dd', {}, description)]),
  );
}

function links({ name }) {
  const pages = [
    link('Reference', `docs/#${name}`),
    link(`${name}.yaml`, `openapi/${name}.yaml`),
    link(`${name}.json`, `openapi/${name}.json`),
    link('Inspector', '_mockplane/'),
  ];
  return element('p', { className: 'files' }, ...pages.flatMap((each) => [each, ' ']));
}

/** A text between single quotes, as a shell reads it. */
const quoted = (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** A call as a command of curl, an argument a line. */
function curl({ method, target, headers, user, cookie, body }, mount) {
  const parts = [`curl ${method === 'GET' ? '' : `-X ${method} `}"${site.url}${mount}${target}"`];
  if (user !== undefined) parts.push(`-u "${user}"`);
  if (cookie !== undefined) parts.push(`-b "${cookie}"`);
  for (const [name, value] of Object.entries(headers)) parts.push(`-H "${name}: ${value}"`);
  if (body !== undefined) parts.push(`-d ${quoted(body)}`);
  return parts.join(' \\\n  ');
}

/** The first call to a document. A page may not send cookies of its choice, so such a call is only shown. */
function callOf({ name, mount, call }) {
  const { operation, method, target, headers, user, cookie, body } = call;
  const code = element('code', { className: 'language-sh' }, curl(call, mount));
  const block = element('div', { className: 'code' }, element('pre', { tabIndex: 0 }, code));
  block.append(copyButton(code));
  const left = element('div', {}, element('p', {}, element('code', {}, operation)), block);
  const shown = element('div', { className: 'call' }, left);
  shown.dataset.document = name;
  if (cookie !== undefined) return shown;
  const sent = { ...headers, ...(user !== undefined && { Authorization: `Basic ${btoa(user)}` }) };
  shown.dataset.call = JSON.stringify({ method, path: mount + target, headers: sent, body });
  const reply = element('div', { className: 'reply' });
  reply.setAttribute('aria-live', 'polite');
  reply.append(
    element('p', { className: 'status' }, 'Not sent yet'),
    element('pre', { tabIndex: 0 }, element('code', {}, 'Press Send to send it.')),
  );
  shown.append(reply);
  return shown;
}

/** Shows the documents, and names them in the heading and the title of a page that is only about them. */
export function showDocuments(documents) {
  const section = document.querySelector('[data-documents]');
  section.hidden = false;
  section.replaceChildren(
    element('h2', {}, documents.length === 1 ? 'Your document' : 'Your documents'),
    ...documents.map((each) => {
      const article = element(
        'article',
        { className: 'card' },
        element('h3', {}, each.title),
        facts(each),
        links(each),
      );
      if (each.call)
        article.append(element('h4', {}, 'A first call'), element('div', { className: 'calls' }, callOf(each)));
      return article;
    }),
  );
  if (site.hasBuiltIn) return;
  const isFew = documents.length <= 3;
  const title = isFew ? documents.map((each) => each.title).join(', ') : `${documents.length} OpenAPI documents`;
  document.querySelector('h1').textContent = title;
  document.title = `${title} · Mockplane`;
}
