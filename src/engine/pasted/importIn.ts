/** What a line of code imports. */
export interface PastedImport {
  /** For each imported name, the segments of its module and the name itself. */
  readonly names: readonly (readonly string[])[];
  /** Of the files that may define them; all if undefined. */
  readonly extensions?: readonly string[] | undefined;
  /** Possible paths of the module, without folders above; the last segment is the name of a file. */
  readonly files: readonly (readonly string[])[];
}

const scriptExtensions = ['.ts', '.tsx', '.js', '.jsx', '.mjs', '.mts', '.cjs', '.vue', '.svelte', '.d.ts'];
const pythonExtensions = ['.py', '.pyx', '.pyi'];
const jvmExtensions = ['.java', '.kt', '.scala', '.groovy'];
/** Most names of one import that are looked for. */
const mostNames = 4;
const longest = 500;

/** Reads the module and the names of an import; the first group is the module. */
type Form = readonly [RegExp, (module: string, names: readonly string[]) => PastedImport | undefined];

const forms: readonly Form[] = [
  // import x, { y as z } from './cart'; export * from './cart'; const { x } = require('./cart'); await import('./cart')
  [
    /^(?:(?:import|export)\s+)?(?<names>(?:type\s+)?[\w$*{}\s,]+?)\s+from\s+["'](?<module>[^"']+)["'](?:\s+(?:with|assert)\s.*)?;?$/,
    ofScript,
  ],
  [
    /^(?:(?:const|let|var)\s+|[,\s]*)(?<names>(?!const\s|let\s|var\s)[\w$*{}\s,:]+?)\s*=\s*(?:await\s+)?(?:require|import)\(\s*["'](?<module>[^"']+)["']\s*\)(?:\.\w+)?;?$/,
    ofScript,
  ],
  // #include <shop/cart.h> // with a comment
  [
    /^#\s*(?:include|import)\s+["<](?<module>[\w./+-]+)[">](?:\s*(?:\/\/|\/\*).*)?$/,
    (module) => ({ names: [], files: [segmentsOf(module)] }),
  ],
  // from .cart import Cart, total as sum
  [/^from\s+(?<module>\.*[\w.]*)\s+import\s+\(?\s*(?<names>[\w\s,]+?),?\s*\)?(?:\s*#.*)?$/, ofPython],
  [
    /^import\s+(?<module>[a-z_]\w*(?:\.[a-z_]\w*)+)(?:\s+as\s+\w+)?$/,
    (module) => ({ names: [], files: pythonFiles(module.split('.'), []) }),
  ],
  // import static com.shop.Cart.total; import com.shop.Cart as Basket
  [/^import\s+(?:static\s+)?(?<module>[a-z_][\w$]*(?:\.[\w$]+)+)(?:\s+as\s+\w+)?;?$/, ofJvm],
  // use crate::cart::{Cart, total as sum};
  [
    /^(?:pub(?:\([\w:\s]+\))?\s+)?use\s+(?<module>(?:::)?\w+(?:::\w+)*)::(?<names>\w+|\{[\w\s,:]+\})(?:\s+as\s+\w+)?;$/,
    ofRust,
  ],
  // use Shop\Cart\Total as Sum;
  [
    /^use\s+(?:function\s+|const\s+)?\\?(?<module>[A-Z]\w*(?:\\\w+)+)(?:\s+as\s+\w+)?;$/,
    (module) => qualified(module.split('\\')),
  ],
  // alias Shop.Cart.Total, as: Sum
  [
    /^(?:alias|import|require|use)\s+(?<module>[A-Z]\w*(?:\.[A-Z]\w*)+)(?:,\s.*)?$/,
    (module) => qualified(module.split('.')),
  ],
  // using Sum = Shop.Cart.Total; using static Shop.Cart;
  [
    /^(?:global\s+)?using\s+(?:static\s+|\w+\s*=\s*)(?<module>[A-Z]\w*(?:\.\w+)+);$/,
    (module) => qualified(module.split('.')),
  ],
  // import qualified Shop.Cart as Cart (total)
  [
    /^import\s+(?:qualified\s+)?(?<module>[A-Z]\w*(?:\.[A-Z]\w*)+)(?:\s+(?:qualified|as|hiding)\s.*|\s*\(.*\))?$/,
    (module) => ({ names: [module.split('.')], files: withExtensions(module.split('.'), ['.hs']) }),
  ],
  // require 'shop/cart'; require_relative '../cart'; require("shop.cart")
  [
    /^(?:require|require_relative|load)\s*\(?\s*["'](?<module>[\w./-]+)["']\s*\)?$/,
    (module) => ({ names: [], files: withExtensions(segmentsOf(module), ['.rb', '.lua']) }),
  ],
];

/** What a line of code imports; undefined for any other text. */
export function importIn(text: string): PastedImport | undefined {
  const trimmed = text.trim();
  if (trimmed.length > longest) return undefined;
  for (const [form, read] of forms) {
    const groups = form.exec(trimmed)?.groups;
    if (!groups) continue;
    const found = read(groups['module']!, namesOf(groups['names'] ?? ''));
    if (found) return { ...found, names: found.names.slice(0, mostNames) };
  }
  return undefined;
}

/** `x, { y as z, type T }` → x, y, T */
function namesOf(list: string): string[] {
  return list
    .split(/[,{}]/)
    .map((one) =>
      one
        .trim()
        .replace(/^type\s+(?=\w)/, '')
        .replace(/\s*(?:\bas\b|:).*$/, ''),
    )
    .filter((one) => /^[\w$]+$/.test(one));
}

function ofScript(module: string, names: readonly string[]): PastedImport | undefined {
  // A module without a folder is a package, or one of the runtime.
  if (!/^[.@~#]/.test(module)) return undefined;
  const segments = segmentsOf(module).filter((one, i) => i > 0 || !/^[@~#]\w*$/.test(one));
  if (segments.length === 0) return undefined;
  const bare = [...segments.slice(0, -1), segments.at(-1)!.replace(/\.[cm]?[jt]sx?$/, '')];
  return {
    names: names.map((name) => [...bare, name]),
    extensions: scriptExtensions,
    files: [
      segments,
      ...withExtensions(bare, scriptExtensions),
      ...withExtensions([...bare, 'index'], scriptExtensions),
    ],
  };
}

function ofPython(module: string, names: readonly string[]): PastedImport {
  const segments = module.split('.').filter(Boolean);
  return {
    names: names.map((name) => [...segments, name]),
    extensions: pythonExtensions,
    files: pythonFiles(segments, names),
  };
}

function pythonFiles(segments: readonly string[], names: readonly string[]): string[][] {
  return [
    ...(segments.length > 0
      ? [...withExtensions(segments, pythonExtensions), [...segments, '__init__.py']]
      : []),
    ...names.map((name) => [...segments, `${name}.py`]),
  ];
}

function ofJvm(module: string): PastedImport | undefined {
  const segments = module.split('.');
  // A package of Go or Python has no type.
  return segments.some((one) => /^[A-Z]/.test(one)) ? qualified(segments) : undefined;
}

function ofRust(module: string, names: readonly string[]): PastedImport {
  const segments = module.split('::').filter((one) => !/^(?:crate|self|super|)$/.test(one));
  // A crate is a folder of another name, or of none.
  const inCrate = segments.length > 1 ? segments.slice(1) : segments;
  return {
    names: names.map((name) => [...segments, name]),
    files: inCrate.length > 0 ? [...withExtensions(inCrate, ['.rs']), [...inCrate, 'mod.rs']] : [],
  };
}

/** The name of a type after its packages, or of a member of it. */
function qualified(segments: readonly string[]): PastedImport {
  const type = segments.findIndex((one) => /^[A-Z]/.test(one));
  const files = type > 0 ? withExtensions(segments.slice(0, type + 1), jvmExtensions) : [];
  return { names: [segments], files: [...files, ...withExtensions(segments, ['.php', '.cs'])] };
}

function withExtensions(segments: readonly string[], extensions: readonly string[]): string[][] {
  return extensions.map((extension) => [...segments.slice(0, -1), segments.at(-1)! + extension]);
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((one) => one !== '' && !/^\.{1,2}$/.test(one));
}
