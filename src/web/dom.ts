/** Small helpers over the DOM. Text is always set as text: nothing a user gives is ever parsed as markup. */

type Child = Node | string | null | undefined | false;

/** Attributes; `on…` are listeners, false and undefined leave one out, true sets it empty. */
export type Attrs = Readonly<
  Record<string, string | number | boolean | undefined | ((event: never) => void)>
>;

/** One element with attributes and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attrs: Attrs = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) {
    if (typeof value === 'function') node.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) node.setAttribute(name, '');
    else if (value !== false && value !== undefined) node.setAttribute(name, String(value));
  }
  append(node, children);
  return node;
}

/** Replace what is in an element. */
export function fill(node: Element, ...children: Child[]): void {
  node.replaceChildren();
  append(node, children);
}

function append(node: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
}

let lastId = 0;

/** An id that no other element of the document has. */
export function freshId(stem: string): string {
  return `fibril-${stem}-${++lastId}`;
}

/**
 * A picture made by our own writers as an element. Its style moves into a sheet of the document, since a content
 * security policy refuses style elements; `root` is the document or the shadow root it will live in.
 */
export function svgElement(markup: string, root: Document | ShadowRoot): SVGSVGElement {
  // Even a parser that only reads reports a style element to the policy, so it goes before.
  const plain = markup.replace(/<style>([^<]*)<\/style>/g, (_, css: string) => {
    adoptStyle(underTheme(css, root), root);
    return '';
  });
  const parsed = new DOMParser().parseFromString(plain, 'image/svg+xml');
  return document.importNode(parsed.documentElement, true) as unknown as SVGSVGElement;
}

/**
 * The dark rules of a picture, which follow the system when it stands alone, made to follow the theme chosen here.
 */
function underTheme(css: string, root: Document | ShadowRoot): string {
  const dark = root instanceof Document ? ':root[data-theme=dark]' : ':host([data-theme=dark])';
  return css.replace(/@media \(prefers-color-scheme:\s*dark\)\s*\{/g, `${dark}{`);
}

const adopted = new WeakMap<Document | ShadowRoot, Set<string>>();

/** Apply a style sheet to a document or shadow root, once. */
export function adoptStyle(css: string, root: Document | ShadowRoot): void {
  const known = adopted.get(root) ?? new Set<string>();
  adopted.set(root, known);
  if (css === '' || known.has(css)) return;
  known.add(css);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/** Offer bytes or text as a file to save. */
export function saveFile(name: string, data: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([data], { type }));
  const link = h('a', { href: url, download: name });
  link.click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
