// Runs before the first paint. The reference keeps a reader's choice of light or dark under this name; all pages follow it.
try {
  const mode = localStorage.getItem('colorMode');
  if (mode === 'dark' || mode === 'light') document.documentElement.style.colorScheme = mode;
} catch {
  // A browser that keeps nothing for sites: the system's choice stands.
}
