import MiniSearch from 'minisearch';
import { createDialog, type SearchDialog } from './dialog.ts';
import { type Entry, indexOptions, type StoredEntry } from './index-options.ts';

/** How many results are shown. Nobody reads more. */
const shown = 20;

/** The relative path to the root of the site. */
const root = document.body.dataset['root'] ?? './';

let index: Promise<MiniSearch<Entry>> | undefined;
let dialog: SearchDialog | undefined;

/** Loads the index with the first search. */
function loadIndex(): Promise<MiniSearch<Entry>> {
  index ??= fetch(`${root}search.json`)
    .then((response) => response.text())
    .then((text) => MiniSearch.loadJSON(text, indexOptions));
  return index;
}

async function search(query: string): Promise<readonly StoredEntry[]> {
  const loaded = await loadIndex();
  const found = loaded.search(query) as unknown as StoredEntry[];
  return found.filter(isServed).slice(0, shown);
}

/** Whether an entry is of the guide or of an API that the server has: see `site.js`. */
function isServed({ url }: StoredEntry): boolean {
  return document.body.dataset['ownDocuments'] === undefined || !/^docs\/#(?!admin\/)/.test(url);
}

function open(): void {
  dialog ??= createDialog({ root, search });
  dialog.open();
  void loadIndex();
}

/** Whether a key belongs to a field that takes text. */
function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

for (const button of document.querySelectorAll<HTMLElement>('.search-open')) {
  button.hidden = false;
  button.addEventListener('click', open);
}
addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  if (document.querySelector('dialog[open]')) return;
  event.preventDefault();
  open();
});
