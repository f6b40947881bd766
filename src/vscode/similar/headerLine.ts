/** The first line of a definition, with its name. */
export interface Header {
  readonly name?: string | undefined;
  /** Whether it is a definition only if its block ends with a brace: the first line of a call looks the same. */
  readonly needsBraces: boolean;
}

const keywords = new Set(
  (
    'function function* def defp defmodule defmacro defn defun class interface struct enum trait impl module namespace ' +
    'object record protocol extension actor union contract func fn fun sub proc procedure subroutine macro macro_rules! ' +
    'type mod message service rpc'
  ).split(' '),
);

/** Words that may precede such a keyword. */
const modifiers = new Set(
  (
    'export default declare abstract public private protected internal static final sealed open override virtual inline ' +
    'async pub unsafe const extern local global data partial readonly suspend operator infix tailrec companion inner ' +
    'mutating required convenience lazy fileprivate func fn template typedef constexpr friend explicit pure elemental ' +
    'recursive synchronized native strictfp transient'
  ).split(' '),
);

/** Words before a parenthesis that do not define anything. */
const control = new Set(
  (
    'if for while switch catch else do return try with using lock foreach await throw new elif elsif when match case unless ' +
    'until synchronized assert print yield and or not delete typeof in of super import from require raise select where ' +
    'finally except defer go loop'
  ).split(' '),
);

const longestLine = 400;
const created =
  /^create\s+(?:or\s+replace\s+)?(?:\w+\s+)*?(?:table|view|function|procedure|trigger|index|type)\s+(?:if\s+not\s+exists\s+)?([\w."`[\]]+)/i;
const assigned =
  /^(?:(?:export|default|const|let|var|val|local|public|private|protected|static|readonly)\s+)*([\w$.]+)(?:\s*:[^=]*)?\s*(?:=|:=|<-|:)\s*(?:async\s*)?(?:function\b|func\b|fn\b|lambda\b|\(.*=>|[\w$]+\s*=>|\($)/;
const tested =
  /^(?:it|test|describe|suite|context|specify|scenario|feature|bench)(?:\.\w+)*\s*\(?\s*(['"`])(.+?)\1/i;
const called = /^([\w$~<>[\],.:*&?@\s]*?)([\w$~.:#]+)\s*\(/;

/** Parses the first line of a definition in any common language; undefined if it is none. */
export function headerOf(line: string): Header | undefined {
  const text = line.trim().slice(0, longestLine);
  const name = created.exec(text)?.[1] ?? tested.exec(text)?.[2];
  if (name !== undefined) return { name, needsBraces: false };
  return byKeyword(text) ?? byAssignment(text) ?? byParenthesis(text);
}

function byKeyword(text: string): Header | undefined {
  // In Go, the receiver of a method comes first; in Lisp, everything begins with a parenthesis.
  const bare = text.replace(/^func\s*\([^)]*\)\s*/, 'func ').replace(/^\(/, '');
  const words = bare.split(/\s+/, 8);
  for (const [index, word] of words.entries()) {
    const plain = word.replace(/[<({:].*$/, '');
    if (keywords.has(plain) && isFollowedByName(words[index + 1], word)) {
      const next = words.slice(index + 1).find((one) => !one.startsWith('<'));
      const name = /^[\w$.:'?!-]*[\w$?!]/.exec(next ?? '')?.[0];
      return { name, needsBraces: false };
    }
    if (!modifiers.has(plain)) return undefined;
  }
  return undefined;
}

/** Keywords such as `type` can also be names: `type = 1` and `object.type(` define nothing. */
function isFollowedByName(next: string | undefined, word: string): boolean {
  if (word === 'function' && next === undefined) return true;
  if (/^(?:function\*?|func|fn|impl|class)[<({]/.test(word)) return true;
  return next !== undefined && /^[\w$<"'(]/.test(next) && !/[.:;,)]$/.test(word);
}

function byAssignment(text: string): Header | undefined {
  const name = assigned.exec(text)?.[1];
  return name === undefined || control.has(name) ? undefined : { name, needsBraces: false };
}

function byParenthesis(text: string): Header | undefined {
  const [whole, before, name] = called.exec(text) ?? [];
  if (whole === undefined || name === undefined || text.endsWith(';') || text.endsWith('=> {'))
    return undefined;
  const words = [...(before ?? '').split(/\s+/), name];
  if (words.some((word) => control.has(word)) || /^['"`]/.test(text.slice(whole.length))) return undefined;
  return { name: name.split(/[.:#]+/).at(-1), needsBraces: true };
}
