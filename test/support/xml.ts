/** What a writer of XML wrote, as a parser that is not ours reads it: anything not well-formed is an error. */
import { SaxesParser } from 'saxes';

/** An element; `text` is what stands in it directly, without that of its children. */
export interface XmlNode {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  text: string;
}

/** Parses a document with one root element. */
export function parseXml(source: string): XmlNode {
  const top: XmlNode = { tag: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node = { tag: name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('text', (text) => {
    const node = open.at(-1);
    if (node) node.text += text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(source).close();
  return top.children[0] as XmlNode;
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
