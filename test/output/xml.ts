/** A strict little XML reader for the tests: throws on anything that is not well-formed. */

export interface XmlNode {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  text: string;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function decode(raw: string): string {
  return raw.replace(/&([^;&\s]*);?/g, (whole, name: string) => {
    const value = ENTITIES[name];
    if (value === undefined || !whole.endsWith(';')) throw new Error(`bad entity ${whole}`);
    return value;
  });
}

function attributesOf(raw: string): Record<string, string> {
  const out: Record<string, string> = {};
  const rest = raw.replace(/\s+([A-Za-z_:][\w:.-]*)="([^"<]*)"/g, (_, name: string, value: string) => {
    if (name in out) throw new Error(`attribute ${name} twice`);
    out[name] = decode(value);
    return '';
  });
  if (rest.trim() !== '') throw new Error(`bad attributes: ${raw}`);
  return out;
}

/** Parses a document with one root element. */
export function parseXml(source: string): XmlNode {
  const root: XmlNode = { tag: '', attributes: {}, children: [], text: '' };
  const stack = [root];
  const body = source.replace(/^<\?xml[^?]*\?>\s*/, '');
  let at = 0;
  while (at < body.length) {
    const top = stack[stack.length - 1];
    const next = body.indexOf('<', at);
    const words = body.slice(at, next < 0 ? undefined : next);
    if (stack.length === 1 && words.trim() !== '') throw new Error(`text outside the root: ${words}`);
    top.text += decode(words);
    if (next < 0) break;
    const end = body.indexOf('>', next);
    if (end < 0) throw new Error('tag not closed');
    const raw = body.slice(next + 1, end);
    at = end + 1;
    if (raw.startsWith('/')) {
      if (top.tag !== raw.slice(1).trim()) throw new Error(`</${raw.slice(1)}> closes <${top.tag}>`);
      stack.pop();
      continue;
    }
    const empty = raw.endsWith('/');
    const match = /^([A-Za-z][\w:.-]*)([\s\S]*)$/.exec(empty ? raw.slice(0, -1) : raw);
    if (!match) throw new Error(`bad tag <${raw}>`);
    const node: XmlNode = { tag: match[1], attributes: attributesOf(match[2]), children: [], text: '' };
    top.children.push(node);
    if (!empty) stack.push(node);
  }
  if (stack.length !== 1) throw new Error(`<${stack[stack.length - 1].tag}> not closed`);
  if (root.children.length !== 1) throw new Error('not one root');
  return root.children[0];
}

/** All nodes of a tag below a node, in document order. */
export function find(node: XmlNode, tag: string): XmlNode[] {
  return node.children.flatMap((child) => [...(child.tag === tag ? [child] : []), ...find(child, tag)]);
}

/** All ids in a tree; throws when one is given twice. */
export function ids(node: XmlNode, seen = new Set<string>()): Set<string> {
  const { id } = node.attributes;
  if (id !== undefined) {
    if (seen.has(id)) throw new Error(`id ${id} twice`);
    seen.add(id);
  }
  for (const child of node.children) ids(child, seen);
  return seen;
}
