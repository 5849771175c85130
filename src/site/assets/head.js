// Runs before the first paint, on every page: applies the reader's choice of light or dark, adds the button that changes
// it, and tells readers of a page on a disk how to serve it. The reference reads the choice under this name, too.
{
  const root = document.documentElement;
  const key = 'colorMode';

  try {
    const mode = localStorage.getItem(key);
    if (mode === 'dark' || mode === 'light') root.style.colorScheme = mode;
  } catch {
    // The browser has no storage for this site: keep the system's choice.
  }

  const system = matchMedia('(prefers-color-scheme: dark)');
  const current = () => root.style.colorScheme || (system.matches ? 'dark' : 'light');

  const addThemeButton = () => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'theme';
    const show = () => {
      const label = current() === 'dark' ? 'Use the light theme' : 'Use the dark theme';
      button.title = label;
      button.setAttribute('aria-label', label);
    };
    button.addEventListener('click', () => {
      const mode = current() === 'dark' ? 'light' : 'dark';
      root.style.colorScheme = mode;
      try {
        localStorage.setItem(key, mode);
      } catch {
        // The choice holds for this page.
      }
      // The reference takes its colours from a class of the body.
      if (document.body.matches('.light-mode, .dark-mode')) {
        document.body.classList.toggle('dark-mode', mode === 'dark');
        document.body.classList.toggle('light-mode', mode === 'light');
      }
      show();
    });
    system.addEventListener('change', show);
    show();
    document.querySelector('.site-header')?.append(button);
  };

  addEventListener('DOMContentLoaded', () => {
    addThemeButton();
    if (location.protocol !== 'file:') return;
    const note = document.createElement('p');
    note.className = 'banner';
    note.id = 'from-disk';
    note.textContent =
      'You opened this page from a disk, where browsers run few scripts and links to folders open a list of files. ' +
      'Serve the site instead: run “npx mockplane”, or “python3 -m http.server” in the folder of its index.html.';
    document.querySelector('.site-header')?.after(note);
  });
}
