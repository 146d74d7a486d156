/** Help with misspelt names. Apart from the table of fields, which needs the whole schema. */

/** ‘a, b or c’. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** The names nearest to a misspelt one, best first; empty when none is near. */
export function nearest(name: string, names: Iterable<string>, count = 3): string[] {
  const wanted = name.toLowerCase();
  const leaf = wanted.split('.').at(-1) as string;
  const scored: [number, string][] = [];
  for (const candidate of names) {
    const whole = candidate.toLowerCase();
    const last = whole.split('.').at(-1) as string;
    // A path may be right but for its group, or right but for its unit suffix.
    const stem = last.startsWith(leaf) || leaf.startsWith(last) ? 1 : Infinity;
    const score = Math.min(distance(wanted, whole), distance(leaf, last), stem);
    if (score <= Math.max(2, Math.floor(last.length * 0.4))) scored.push([score, candidate]);
  }
  return scored
    .sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1))
    .slice(0, count)
    .map(([, candidate]) => candidate);
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}

/** ‘Did you mean …?’, or where to find all names. */
export function didYouMean(name: string, names: Iterable<string>): string {
  const near = nearest(name, names);
  return near.length > 0 ? `Did you mean ${listed(near)}?` : 'See `fibril schema --table` for all fields.';
}
