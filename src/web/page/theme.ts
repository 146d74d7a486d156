/** Light or dark: the reader's last choice, else the system's. */

const THEME_KEY = 'fibril-theme';

/** What the system asks for. */
export function systemTheme(): 'light' | 'dark' {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** The theme that was chosen before, or the system's. */
export function firstTheme(): 'light' | 'dark' {
  const kept = storage()?.getItem(THEME_KEY);
  return kept === 'light' || kept === 'dark' ? kept : systemTheme();
}

/** Remember a choice, where that is allowed. */
export function keepTheme(theme: 'light' | 'dark'): void {
  storage()?.setItem(THEME_KEY, theme);
}

/** Browsers may forbid storage, from disk for one. */
function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
