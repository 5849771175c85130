// Common to all pages: finds out whether a Mockplane serves them, fills its URL and token into the text, and adds copy
// buttons.

const root = document.body.dataset.root;
const defaults = { url: 'http://127.0.0.1:4010', token: 'mockplane-token' };

/** The content of site.json. On a static host, and when it cannot be read, `served` is false. */
export const site = await readSite();

async function readSite() {
  try {
    const reply = await fetch(`${root}site.json`, { cache: 'no-store' });
    const { served, version, token, documents, hasBuiltIn = true } = await reply.json();
    if (served)
      return {
        served,
        version,
        token,
        documents,
        hasBuiltIn,
        url: new URL(root, location.href).href.replace(/\/$/, ''),
      };
  } catch {
    // A page opened from a disk has no site.json that a script may read.
  }
  return { served: false, hasBuiltIn: true, ...defaults };
}

/** Replaces the default URL and token in a text with those of the running server. */
export function localize(text) {
  return text.replaceAll(defaults.url, site.url).replaceAll(defaults.token, site.token);
}

function localizePage() {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    const text = localize(data);
    if (text !== data && parentElement.closest('pre, [data-copy]')) texts.currentNode.data = text;
  }
}

/** Creates a button that copies the text of an element. */
export function copyButton(source) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.setAttribute('aria-live', 'polite');
  button.addEventListener('click', async () => {
    button.textContent = (await copy(source.textContent.trimEnd())) ? 'Copied' : 'Press Ctrl+C';
    setTimeout(() => (button.textContent = 'Copy'), 1500);

    async function copy(text) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        // Without https, and except on this machine, a browser has no clipboard: select the text for the reader.
        getSelection().selectAllChildren(source);
        return false;
      }
    }
  });
  return button;
}

// The search has no use for operations that the server does not have.
if (!site.hasBuiltIn) document.body.dataset.ownDocuments = '';
// The list of pages is longer than the window.
document.querySelector('.sidebar [aria-current]')?.scrollIntoView({ block: 'nearest' });
if (site.url !== defaults.url || site.token !== defaults.token) localizePage();
for (const element of document.querySelectorAll('[data-when]')) {
  element.hidden = (element.dataset.when === 'served') !== site.served;
}
for (const element of document.querySelectorAll('[data-version]')) element.textContent = site.version ?? '';
for (const block of document.querySelectorAll('.code')) block.append(copyButton(block.querySelector('code')));
for (const code of document.querySelectorAll('[data-copy]')) code.after(copyButton(code));
