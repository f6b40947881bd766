import type { BodyForm } from './blockBody';
import type { TextForm } from './longTexts';
import type { SymbolKind } from '../../../common/contracts/symbolKind';

/** Form of definitions in a language that is read line by line. */
export interface TextRule {
  /** Matched against a line without its indentation. Group `name`; `kind` if `kinds` is to be used. */
  readonly pattern: RegExp;
  /** Kind of symbol, or undefined for a scope that is not a symbol. */
  readonly kind?: SymbolKind | undefined;
  /** Kinds by the keyword in group `kind`. */
  readonly kinds?: Readonly<Record<string, SymbolKind | undefined>>;
  /** Keywords (or `true`: all) whose definitions have members. */
  readonly containers?: ReadonlySet<string> | true;
  /** Names inside the definition, in its own line and in those below. They are symbols, but the definition stays whole. */
  readonly parts?: readonly TextPart[];
  /** Whether only the first definition of a name in a file counts: variables that are assigned again. */
  readonly isOnce?: true;
}

/** Form of names inside a definition. */
export interface TextPart {
  /** Matched as often as possible in a line, after the name of the definition. Group `name`. Global. */
  readonly pattern: RegExp;
  readonly kind: SymbolKind;
  /** Whether it counts only in lines with the indentation of the first below the definition. */
  readonly isDirect?: true;
  /** Keywords of the definitions in which it counts. Default all. */
  readonly within?: ReadonlySet<string>;
}

/** Rules of a language that is read line by line. */
export interface TextSpec {
  readonly rules: readonly TextRule[];
  /** Lines that belong to the definition below them: comments, attributes. */
  readonly lead: RegExp;
  /** Lines that are skipped, such as `#if`, whatever their indentation. */
  readonly ignored?: RegExp;
  /** The ends of bodies are found by keywords, since they need not be indented. */
  readonly hasSqlBodies?: true;
  /** Most indentation of a definition that is in no other. Default 0. */
  readonly margin?: number;
  /** How the body of a definition without members ends, if it is not indented. Default: by indentation only. */
  readonly body?: BodyForm;
  /** Texts over several lines, whose indentation means nothing. Default none. */
  readonly texts?: TextForm;
}

/** Kinds of the keywords that most languages share. */
export const kinds: Readonly<Record<string, SymbolKind | undefined>> = {
  class: 'class',
  actor: 'class',
  mixin: 'class',
  object: 'class',
  struct: 'struct',
  union: 'struct',
  record: 'struct',
  message: 'struct',
  contract: 'class',
  enum: 'enum',
  interface: 'interface',
  protocol: 'interface',
  service: 'interface',
  trait: 'trait',
  extension: undefined,
  impl: undefined,
  module: 'module',
  namespace: 'module',
  package: 'module',
  library: 'module',
  type: 'type',
  typealias: 'type',
  typedef: 'type',
  associatedtype: 'type',
  newtype: 'type',
  data: 'type',
  input: 'type',
  scalar: 'type',
  func: 'function',
  function: 'function',
  fn: 'function',
  fun: 'function',
  def: 'function',
  defn: 'function',
  sub: 'function',
  proc: 'function',
  procedure: 'function',
  method: 'function',
  rpc: 'function',
  let: 'variable',
  var: 'variable',
  val: 'variable',
  const: 'constant',
  macro: 'macro',
};

/** Those keywords whose definitions have members. */
export const containers: ReadonlySet<string> = new Set(
  'class actor mixin object struct union record message contract enum interface protocol service trait extension impl module namespace library'.split(
    ' ',
  ),
);

/** Modifiers that may precede the keyword. */
export const modifiers =
  '(?:(?:export|default|declare|public|private|protected|internal|fileprivate|open|final|static|abstract|sealed|' +
  'base|override|async|pub(?:\\([\\w: ]*\\))?|unsafe|extern|external|inline|virtual|partial|local|global|factory|' +
  'mutating|nonmutating|nonisolated|lazy|weak|unowned|required|convenience|indirect|dynamic|distributed|' +
  '(?:private|fileprivate|internal|public)\\(set\\)|infix|prefix|postfix|class(?=\\s+(?:func|var|let)\\b)|late|comptime|rec)\\s+)*';
/** `@name` and `@name(...)` before a definition. */
export const attributes = '(?:@[\\w.]+(?:\\([^()]*\\))?\\s+)*';

/** A definition that begins, after modifiers, with one of those keywords. */
export const keywordRule: TextRule = {
  pattern: new RegExp(
    `^${attributes}${modifiers}(?<kind>class|actor|mixin|object|struct|union|record|message|contract|enum|interface|` +
      'protocol|service|trait|extension|impl|module|namespace|package|library|type|typealias|typedef|associatedtype|' +
      'newtype|data|input|scalar|func|function|fn|fun|def|defn|sub|proc|procedure|method|rpc|let|var|val|const|macro)' +
      '[*?!]?\\s+(?<name>[\\p{L}_$`][\\p{L}\\p{N}_$.:`-]*|[-+*/%=<>!&|^~?]+(?=\\s*[(<]))',
    'u',
  ),
  kinds,
  containers,
};

/** `Type name(...) {`, of a language whose functions have no keyword. */
export const typedFunction: TextRule = {
  pattern:
    /^(?:(?:static|external|abstract|late|final|const|override|public|private|protected|internal|virtual|inline|factory)\s+)*(?!return\b|await\b|throw\b|else\b|new\b|yield\b|assert\b|case\b|if\b|for\b|while\b|switch\b|catch\b)(?:[\p{L}_][\p{L}\p{N}_<>,.?[\]*& ]*\s+)?(?:get\s+|set\s+|operator\s+)?(?<name>[\p{L}_][\p{L}\p{N}_.]*)\s*\((?:(?=.*=>)|(?!.*;\s*$))/u,
  kind: 'function',
};
