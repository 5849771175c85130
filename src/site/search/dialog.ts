import type { StoredEntry } from './index-options.ts';

/** The dialog of the search. */
export interface SearchDialog {
  open(): void;
}

export interface SearchDialogOptions {
  /** The relative path to the root of the site. */
  readonly root: string;
  readonly search: (query: string) => Promise<readonly StoredEntry[]>;
}

/** Creates an element. Its texts are set as text, never as HTML. */
function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, value);
  created.append(...children);
  return created;
}

/** Creates the dialog: a field, and the results that the arrow keys walk through. */
export function createDialog({ root, search }: SearchDialogOptions): SearchDialog {
  const field = element('input', {
    type: 'search',
    placeholder: 'Search the guide and the reference',
    'aria-label': 'Search the guide and the reference',
    role: 'combobox',
    'aria-expanded': 'true',
    'aria-controls': 'search-results',
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const list = element('div', { id: 'search-results', role: 'listbox', 'aria-label': 'Results' });
  const status = element('p', { role: 'status' });
  const close = element('button', { type: 'button' }, 'Close');
  const bar = element('div', { class: 'search-bar' }, field, close);
  const dialog = element('dialog', { class: 'search', 'aria-label': 'Search' }, bar, status, list);
  document.body.append(dialog);
  let current = 0;
  let latest = 0;

  const options = (): NodeListOf<HTMLAnchorElement> => list.querySelectorAll('a');

  const select = (position: number): void => {
    const all = options();
    current = all.length === 0 ? 0 : (position + all.length) % all.length;
    all.forEach((option, index) => option.setAttribute('aria-selected', String(index === current)));
    const selected = all[current];
    field.setAttribute('aria-activedescendant', selected?.id ?? '');
    selected?.scrollIntoView({ block: 'nearest' });
  };

  const show = async (): Promise<void> => {
    const query = field.value.trim();
    const turn = ++latest;
    const results = query === '' ? [] : await search(query).catch(() => undefined);
    // A later search may have been faster.
    if (turn !== latest) return;
    list.replaceChildren(...(results ?? []).map(toOption));
    status.textContent = statusOf(query, results?.length);
    select(0);
  };

  const toOption = ({ url, title, place, kind }: StoredEntry, index: number): HTMLAnchorElement => {
    const where = kind === place ? kind : `${kind} · ${place}`;
    const attributes = { href: root + url, role: 'option', id: `search-result-${index}`, tabindex: '-1' };
    return element('a', attributes, element('strong', {}, title), element('span', {}, where));
  };

  field.addEventListener('input', () => void show());
  field.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') select(current + 1);
    else if (event.key === 'ArrowUp') select(current - 1);
    else if (event.key === 'Enter') options()[current]?.click();
    // In a field for searches, Escape would empty the field first.
    else if (event.key === 'Escape') dialog.close();
    else return;
    event.preventDefault();
  });
  // A result may be on this very page, which does not load again.
  list.addEventListener('click', () => dialog.close());
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });

  return {
    open() {
      dialog.showModal();
      field.select();
    },
  };
}

function statusOf(query: string, count: number | undefined): string {
  if (query === '') return 'Type a word, the name of an operation or a path.';
  if (count === undefined) return 'The search index cannot be loaded.';
  if (count === 0) return `Nothing found for “${query}”.`;
  return count === 1 ? '1 result' : `${count} results`;
}
