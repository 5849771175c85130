// Starts the API reference with both documents. It sends nothing to another host: no fonts, no telemetry, no proxy.
import { localize, site } from './site.js';

const mount = document.querySelector('#reference');
// `operationAnchor` in src/site/operation-anchor.ts builds the links into this page: change both together.
const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-');

const builtIn = JSON.parse(mount.dataset.sources);
// The documents that the user has brought along come first. Without the built-in APIs, only the admin API remains.
const own = (site.documents ?? []).map(({ name, title, mount: prefix, schemes }) => ({
  slug: name,
  title,
  url: `../openapi/${name}.json`,
  schemes,
  servers: [{ url: site.url + prefix, description: 'This Mockplane' }],
}));
const sources = [...own, ...builtIn.filter(({ slug: name }) => site.hasBuiltIn || name === 'admin')];
const documents = new Set(sources.map(({ url }) => new URL(url, location.href).href));

/** Fetches for the reference. Samples in a document get the server's URL and token, so that they run as copied. */
async function fetchForReference(input, init) {
  const reply = await fetch(input, init);
  if (!documents.has(reply.url)) return reply;
  const text = (await reply.text())
    .replaceAll('$MOCKPLANE_URL', 'http://127.0.0.1:4010')
    .replaceAll('$MOCKPLANE_TOKEN', 'mockplane-token');
  const document = JSON.parse(localize(text));
  // A proxy in front of the server can add a prefix, which only the page knows.
  const [server] = document.servers;
  server.url = site.url + new URL(server.url, location.href).pathname.replace(/\/$/, '');
  if (site.served) document.servers = [server];
  return new Response(JSON.stringify(document), reply);
}

/** Fills the token into every security scheme of a document, in the scheme's own form. */
function authentication(schemes) {
  const filled = Object.entries(schemes).map(([name, { type, scheme, header }]) => {
    if (type === 'http' && scheme?.toLowerCase() === 'basic') {
      return [name, { username: 'mockplane', password: site.token }];
    }
    if (type === 'http') return [name, { token: site.token }];
    return [name, { value: header?.toLowerCase() === 'authorization' ? `Token ${site.token}` : site.token }];
  });
  return { preferredSecurityScheme: Object.keys(schemes)[0] ?? null, securitySchemes: Object.fromEntries(filled) };
}

document.querySelector('#plain').remove();
globalThis.Scalar.createApiReference(mount, {
  sources: sources.map(({ schemes, ...source }) => ({
    ...source,
    authentication: authentication(schemes),
    agent: { disabled: true },
  })),
  customFetch: fetchForReference,
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  hideClientButton: true,
  proxyUrl: '',
  documentDownloadType: 'direct',
  hiddenClients: true,
  // The header of every page has this button.
  hideDarkModeToggle: true,
  orderSchemaPropertiesBy: 'preserve',
  generateTagSlug: ({ name }) => slug(name),
  generateOperationSlug: ({ operationId }) => operationId,
  setPageTitle: ({ title, document: { title: api } }) => [...new Set([title, api, 'Mockplane'])].join(' · '),
});

// The reference uses the hash, so the skip link moves the focus by script.
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  const main = document.querySelector('main');
  main.tabIndex = -1;
  main.focus();
});

// The reference follows a new hash only within a document. For another document, by a link or by going back, reload.
const documentOf = (url) => new URL(url).hash.slice(1).split('/')[0] || sources[0].slug;
addEventListener('hashchange', ({ oldURL, newURL }) => {
  if (documentOf(oldURL) !== documentOf(newURL)) location.reload();
});
