import { demangled } from './mangledNames';

/** A name with its scopes; operators and parameters are not read. */
const word = /[\p{L}_$][\p{L}\p{N}_$]*[?!]?/u.source;

/** Texts around a symbol in messages of linkers, runtimes and debuggers. The first group is the symbol. */
const around = [
  /^(?:.{0,80}?: )?undefined reference to [`'"](.+?)['"]$/,
  /^(?:.{0,80}?)unresolved external symbol .*?(?:\((\?[^()\s]+)\)|(\?\S+))/,
  /^(?:.{0,80}?)(?:undefined|duplicate) symbols?(?: for architecture \w+)?:\s+["'`]?([^"'`\s,]+)/i,
  /^#\d+\s+(?:0x[\da-f]+ )?in (\S.*?)(?: \(.*)?$/,
  /^(?:\d+:? +)?(?:\S+ +)?0x[\da-f]{8,} (?:- )?(\S+)(?: \+ \d+)?$/,
  /^\d+: +(?:0x[\da-f]+ - )?(<?[a-z_]\w*::\S.*)$/,
  /^(?:java\.lang\.|kotlin\.)\w+(?:Error|Exception): (?:'?[\w.]+ )?([\w$./;]+\([^)]*\)\S*)$/,
  /^\w*Error: ([\w$.]+) is not (?:a function|a constructor|iterable)$/,
  /^<(?:bound method|function|built-in method) (\S+) (?:of|at) .*>$/,
  /^([\w.]+)\(\) (?:missing \d+ required|got an unexpected|takes \d+|takes from) .*$/,
  /^at (?:async |new )?(?=\S*[.:#(]|\S+ \()([\w$.<>#:`'[\]+]+?)(?: \[as \w+\])?(?: ?\(.*\))?$/,
  /^\(?\w+ \d+\.\d+[\w.-]*\) ([\w.!?]+\/\d+)$/,
  /^(?:anonymous fn\/\d+ in |\*\* \(UndefinedFunctionError\) function |&)(\S+\/\d+)(?: is .*)?$/,
  /^(?:block (?:\(\d+ levels\) )?in |in [`'])([\w:]+(?:[#.][\w?!]+)?)'?$/,
  /^closure #\d+ (?:\([^)]*\) -> \S+ )?in (\S.*)$/,
];
/** The name comes before its scope. */
const nameFirst =
  /^(?:.{0,60}?: )?undefined (?:local variable or )?method [`']([\w?!]+)' for (?:an instance of |class |module )?([\w:]+)$/;

/** What runtimes add to a name: numbers of closures, lambdas and generated classes. */
const generated = [
  // Go: .func1.2, -fm, [...], (0xc0000, ...)
  /(?:\.func\d+(?:\.\d+)*|-fm|\.gowrap\d+)(?=$|\()/,
  // Rust: ::h0123456789abcdef, ::{{closure}}, <impl X for Y>::
  /::h[\da-f]{16}$/,
  /::\{\{?[\w#:]+\}?\}/g,
  // Python: .<locals>.<lambda>
  /\.<locals>(?:\.<\w+>)?/g,
  // JVM: $1, $lambda-0, lambda$total$0
  /\$(?:lambda[-$]?\d*|\d+)(?:\$\d+)*(?=$|[.(])/,
  /lambda\$(?=\w+\$\d+)/,
  // .NET: `1, [T], +<Total>d__12.MoveNext, .<>c__DisplayClass3_0.<Total>b__0
  /`\d+/g,
  /[.+]<>c(?:__DisplayClass\w+)?(?=\.<)/,
  /^[MTPFE]:(?=\w+\.)/,
  // PHP: {closure}; C++: [abi:cxx11], [clone .isra.0]
  /::\{closure\}|\[abi:\w+\]| \[clone [^\]]*\]/g,
];

/** A longer text is no symbol. */
const longest = 1000;

/** Templates, arguments and results. */
const templates = /<[^<>]*>/;
const parameters = /\s?\(.*$/s;

const separator = /(?:::|->|[.#/\\+]|\$)/.source;
const qualified = new RegExp(`^(?:${word})(?:${separator}(?:${word}))*$`, 'u');
/** Only a symbol is written like this: with an arity, a descriptor of the JVM, a number of a closure, a type as receiver. */
const decorated =
  /^[^\s()]+(?:\/\d+$|#[\w?!]+(?:\(.*\))?$)|[\w$]\/[\w$/]+(?:;|\.[\w$<>]+[:(])|\)(?:V|[BCDFIJSZ]|\[*L[\w/$]+;)$|::h[\da-f]{16}$|\.\(\*\w+\)\.|\.func\d|<locals>|\{\{|\.<>c|>[bdg]__|^[-+]\[|\$(?:lambda|\d)|^[MTPFE]:\w+\./;
/** A call, or a name with the types of its parameters. */
const called = /^[^\s"'=;{}]+\(.*\)(?: const)?(?: &{1,2})?(?: -> \S+)?$/;

/** The symbol that a text names. */
export interface NamedSymbol {
  /** Its scopes as far as they are known, outermost first, and its name. */
  readonly names: readonly string[];
  /** The text is nothing else: it may otherwise be a call in code. */
  readonly isCertain: boolean;
}

/** The symbol that a mangled or decorated name, or a message about one, names. Undefined for any other text. */
export function symbolIn(text: string): NamedSymbol | undefined {
  const trimmed = text.trim();
  if (trimmed.length > longest) return undefined;
  const method = nameFirst.exec(trimmed);
  if (method) return { names: [...method[2]!.split('::'), method[1]!], isCertain: true };
  const form = around.find((one) => one.test(trimmed));
  const [, first, second] = form?.exec(trimmed) ?? [];
  const name = (first ?? second ?? trimmed).trim();
  if (/\s/.test(name) && !/[()<>[\]]/.test(name)) return undefined;
  const isCertain = form !== undefined || decorated.test(name);
  const mangled = demangled(name);
  const names = mangled ?? (isCertain || called.test(name) ? scopesOf(name) : undefined);
  // A name alone is a symbol only if a message says so.
  if (!names || (names.length < 2 && !form && !mangled)) return undefined;
  return { names, isCertain: isCertain || mangled !== undefined };
}

/** The names of a decorated symbol, outermost first. */
function scopesOf(name: string): string[] | undefined {
  let bare = objectiveC(name) ?? name;
  for (const form of generated) bare = bare.replace(form, '');
  // Go: github.com/shop/cart.(*Cart).Total
  bare = bare.replace(/\.\(\*?([\w[\].]+)\)(?=\.)/, '.$1').replace(/^\(\*?(\w+)\)(?=\.)/, '$1');
  // .NET: Cart+<Total>d__12.MoveNext
  bare = bare.replace(/[.+]<(\w+)>[bdg]__\w*(?:\.\w+)?(?:\(.*)?$/, '.$1');
  bare = bare.replace(parameters, '').replace(/\[\w[\w, ]*\]$/, '');
  // Rust: <shop::Cart as core::fmt::Debug>::fmt
  bare = bare.replace(/^<([^<>]+?)(?:<.*>)? as .*>(?=::)/, '$1').replace(/^.* (?=[\w:.~]+$)/, '');
  while (templates.test(bare)) bare = bare.replace(templates, '');
  bare = bare
    .replace(/\/\d+$/, '')
    .replace(/;?\.?:?$/, '')
    .replace(/^[&!:]/, '')
    .replace(/^L(?=(?:[\w$]+\/)+[\w$]+;)/, '')
    .replace(/;(?:\.|->|:)?/, '.')
    .replace(/\.prototype(?=\.)/, '')
    .replace(/::::|\.\.|\\\\/g, (pair) => pair.slice(0, pair.length / 2))
    .trim();
  if (!qualified.test(bare)) return undefined;
  return bare.split(new RegExp(separator)).filter(Boolean);
}

/** `-[Cart totalOf:with:]` and `+[NSObject(Cart) total]` */
function objectiveC(name: string): string | undefined {
  const [, owner, selector] = /^[-+]\[([\w.]+)(?:\(\w*\))? (\w+)[\w:]*\]$/.exec(name) ?? [];
  return owner && `${owner}.${selector}`;
}
