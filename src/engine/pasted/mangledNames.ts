/** Most names of a mangled symbol. */
const maxNames = 32;

/**
 * The names in a symbol that a compiler mangled, outermost first; types of parameters are left out. Undefined for any
 * other text.
 */
export function demangled(symbol: string): string[] | undefined {
  for (const [form, read] of schemes) {
    const found = form.exec(symbol);
    const names = found && read(symbol.slice(found[0].length));
    if (names && names.length > 0) return names;
  }
  return undefined;
}

const schemes: readonly (readonly [RegExp, (rest: string) => string[] | undefined])[] = [
  [/^_{1,3}Z(?:T[VIST]|G[VR]|Th\w*?_)?(?=[NKrVL\dS])/, itanium],
  [/^_{1,2}R(?=[A-Z])/, rust],
  [/^_{0,2}(?:\$[sS]|T0)(?=\d)/, swift],
  [/^\?(?=[\w?$]+@)/, microsoft],
  [/^_?(?=[A-Za-z]\w*z[idu][A-Za-z]\w*_(?:closure|info|entry|con_info|slow|fast)$)/, haskell],
];

/** `N4shop4Cart5totalEv`, also that of older Rust with `17h0123456789abcdefE`. */
function itanium(rest: string): string[] {
  const isNested = rest.startsWith('N');
  const names: string[] = [];
  let at = isNested ? /^N[rVKRO]*(?:St|S[a-z\d]*_)?/.exec(rest)![0].length : /^L?/.exec(rest)![0].length;
  while (names.length < maxNames && at < rest.length) {
    const name = nameAt(rest, at);
    if (name) {
      names.push(name.text);
      at = name.end;
      if (!isNested) break;
    } else if (rest[at] === 'I') at = afterArguments(rest, at);
    else if (/^(?:[CD][0-3]|L)/.test(rest.slice(at, at + 2)) && names.length > 0) {
      // A constructor or destructor has the name of its type.
      if (rest[at] !== 'L') names.push(names.at(-1)!);
      at += rest[at] === 'L' ? 1 : 2;
    } else break;
  }
  return names.filter((name) => !/^h[\da-f]{16}$|\$|^_GLOBAL__N/.test(name));
}

/** The arguments of a template, from `I` to its `E`. */
function afterArguments(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length;) {
    const name = nameAt(text, at);
    if (name) {
      at = name.end;
      continue;
    }
    if (/[INXLJ]/.test(text[at]!)) depth++;
    if (text[at] === 'E' && --depth === 0) return at + 1;
    at++;
  }
  return text.length;
}

/** `NvMs_NtCs1a2b_4shop4cartNtB4_4Cart5total` of Rust. */
function rust(rest: string): string[] {
  const names: string[] = [];
  let at = 0;
  while (at < rest.length && names.length < maxNames) {
    const skipped = /^(?:s[0-9A-Za-z]*_|B[0-9A-Za-z]*_)/.exec(rest.slice(at, at + 24));
    const name = skipped ? undefined : nameAt(rest, at);
    if (name && name.text !== '') names.push(name.text);
    at = skipped ? at + skipped[0].length : (name?.end ?? at + 1);
  }
  return names;
}

/** `4shop4CartC5total2ofySi_tF` of Swift: names of types have a letter for their kind, the next one is the member. */
function swift(rest: string): string[] {
  const names: string[] = [];
  let at = 0;
  for (let isModule = true; names.length < maxNames; isModule = false) {
    const name = nameAt(rest, at);
    if (!name) break;
    names.push(name.text);
    at = name.end;
    const isType = /[CVOPE]/.test(rest[at] ?? '');
    if (!isModule && !isType) break;
    if (isType) at++;
  }
  return names;
}

/** A name after its length. */
function nameAt(text: string, at: number): { readonly text: string; readonly end: number } | undefined {
  const digits = /^[1-9]\d{0,2}/.exec(text.slice(at, at + 3))?.[0];
  if (digits === undefined) return undefined;
  const separated = /^_(?=[_\d])/.test(text.slice(at + digits.length)) ? 1 : 0;
  const start = at + digits.length + separated;
  const end = start + Number(digits);
  const name = text.slice(start, end);
  return end <= text.length && /^[\p{L}_$][\p{L}\p{N}_$.]*$/u.test(name) ? { text: name, end } : undefined;
}

/** `total@Cart@shop@@QEAAXH@Z`; `?0Cart@shop@@` is a constructor, `?1` a destructor. */
function microsoft(rest: string): string[] {
  const [path] = rest.split('@@', 1);
  const names = path!.replace(/^\?\$?[01]?|^\?[\dA-Z]?/, '').split('@');
  const scopes = names.filter((name) => /^[A-Za-z_]\w*$/.test(name)).reverse();
  return /^\?[01]/.test(rest) ? [...scopes, ...scopes.slice(-1)] : scopes;
}

/** `shop_CartziTotal_sum_info` of Haskell. */
function haskell(rest: string): string[] {
  const encoded: Readonly<Record<string, string>> = { zi: '.', zu: '_', zq: "'", zd: '$', zz: 'z' };
  const [, module, name] = /^(?:[A-Za-z]\w*?_)?([A-Z]\w*?)_(\w+?)_[a-z_]+$/.exec(rest) ?? [];
  if (module === undefined) return [];
  const decode = (text: string): string => text.replace(/z[iuqdz]/g, (pair) => encoded[pair]!);
  return [...decode(module).split('.'), decode(name!)];
}
