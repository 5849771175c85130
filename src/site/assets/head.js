// Runs before the first paint. The reference stores the reader's choice of light or dark under this name, and all pages
// follow it.
try {
  const mode = localStorage.getItem('colorMode');
  if (mode === 'dark' || mode === 'light') document.documentElement.style.colorScheme = mode;
} catch {
  // The browser has no storage for this site: keep the system's choice.
}
