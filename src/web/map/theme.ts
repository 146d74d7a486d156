/** Pictures as pixels have one theme; as files they follow the system's. */

const DARK = /@media \(prefers-color-scheme:\s*dark\)\s*\{((?:[^{}]*\{[^{}]*\})*)\s*\}/g;

/** A picture of our writers that is light, or dark, whatever the system is. */
export function inTheme(markup: string, theme: 'light' | 'dark'): string {
  return markup.replace(/<style>([^<]*)<\/style>/g, (_, css: string) => {
    const fixed = css.replace(DARK, (_rule, rules: string) => (theme === 'dark' ? rules : ''));
    return `<style>${fixed}</style>`;
  });
}
