import type { AlignedText } from './readTexts';

/** The translated messages of a gettext catalogue, without those marked as fuzzy. */
export function readCatalogue(catalogue: string): AlignedText[] {
  return catalogue.split(/\n\s*\n/).flatMap((entry) => {
    if (/^#,.*\bfuzzy\b/m.test(entry)) return [];
    const english = fieldOf(entry, 'msgid');
    const foreign = fieldOf(entry, 'msgstr');
    return english && foreign && english !== foreign
      ? [{ english: plainText(english), foreign: plainText(foreign) }]
      : [];
  });
}

function fieldOf(entry: string, name: string): string | undefined {
  const found = new RegExp(`^${name} ((?:"(?:[^"\\\\]|\\\\.)*"\\s*)+)`, 'm').exec(entry);
  return found?.[1]!
    .match(/"(?:[^"\\]|\\.)*"/g)!
    .map((part) =>
      part.slice(1, -1).replace(/\\(.)/g, (_, one: string) => (one === 'n' || one === 't' ? ' ' : one)),
    )
    .join('');
}

/** Removes the markup of reStructuredText. */
function plainText(text: string): string {
  return text
    .replace(/:[\w:+-]+:`!?~?([^`<]*?)\s*(?:<[^>`]*>)?`/g, ' $1 ')
    .replace(/`([^`<]*?)\s*<[^>`]*>`_*/g, ' $1 ')
    .replace(/\|[\w-]+\|/g, ' ')
    .replace(/[*`]+|\\ /g, ' ');
}

/** The messages of two Java resource bundles with the same keys. */
export function readBundle(english: string, foreign: string): AlignedText[] {
  const translated = propertiesOf(foreign);
  return [...propertiesOf(english)].flatMap(([key, text]) => {
    const other = translated.get(key);
    return other !== undefined && other !== text ? [{ english: text, foreign: other }] : [];
  });
}

function propertiesOf(text: string): Map<string, string> {
  const properties = new Map<string, string>();
  const lines = text.replace(/\\\r?\n\s*/g, '').split(/\r?\n/);
  for (const line of lines) {
    const found = /^\s*((?:[^\s=:#!\\]|\\.)(?:[^\s=:\\]|\\.)*)\s*[=:\s]\s*(.*)$/.exec(line);
    if (found) properties.set(found[1]!, unescapeProperty(found[2]!));
  }
  return properties;
}

function unescapeProperty(text: string): string {
  return text
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\[nrt]/g, ' ')
    .replace(/\\(.)/g, '$1')
    .replace(/<[^>]+>/g, ' ')
    .replace(/''/g, "'");
}

/** The translated units of an XLIFF file. */
export function readXliff(xliff: string): AlignedText[] {
  const unit = /<source[^>]*>([\s\S]*?)<\/source>\s*<target([^>]*)>([\s\S]*?)<\/target>/g;
  return [...xliff.matchAll(unit)].flatMap(([, english, attributes, foreign]) =>
    /state="(?:new|needs-)/.test(attributes!) || english === foreign
      ? []
      : [{ english: decodeXml(english!), foreign: decodeXml(foreign!) }],
  );
}

function decodeXml(text: string): string {
  return text
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&amp;/g, '&');
}
