export type Theme = 'auto' | 'claro' | 'oscuro';

/** Read by public/assets/tema.js too, before the first paint. */
const STORED_AS = 'etl.tema';
export const THEMES: readonly Theme[] = ['auto', 'claro', 'oscuro'];

export function currentTheme(): Theme {
  const stored = localStorage.getItem(STORED_AS);
  return THEMES.find((theme) => theme === stored) ?? 'auto';
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'auto') {
    localStorage.removeItem(STORED_AS);
    delete document.documentElement.dataset.tema;
  } else {
    localStorage.setItem(STORED_AS, theme);
    document.documentElement.dataset.tema = theme;
  }
}
