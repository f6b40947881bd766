/** Ignore files with an expected outcome; each contains a kind of rule that implementations often get wrong. */
export interface IgnoreCase {
  readonly name: string;
  /** Ignore files by path; `.gitignore` is in a separate tree. */
  readonly ignoreFiles: Readonly<Record<string, string>>;
  /** `core.ignoreCase`; default false. */
  readonly ignoreCase?: boolean;
  readonly kept: readonly string[];
  readonly ignored: readonly string[];
}

const root = (text: string): Readonly<Record<string, string>> => ({ '.gitignore': text });

export const ignoreCases: readonly IgnoreCase[] = [
  {
    name: 'a name matches at every depth, files and directories',
    ignoreFiles: root('build\n'),
    kept: ['builder/x', 'a/rebuild'],
    ignored: ['build/x', 'a/build', 'a/b/build/c/x'],
  },
  {
    name: 'a slash inside ties a pattern to its directory, a slash at the end does not',
    ignoreFiles: root('/top\nsrc/gen\nout/\n'),
    kept: ['a/top', 'a/src/gen', 'b/out'],
    ignored: ['top', 'src/gen', 'a/out/x', 'out/x'],
  },
  {
    name: 'the last match decides',
    ignoreFiles: root('*.log\n!keep.log\nkeep.log\n!a/keep.log\n'),
    kept: ['a/keep.log'],
    ignored: ['keep.log', 'b/keep.log', 'x.log'],
  },
  {
    name: 'a later negation wins over look-ups by name and extension',
    ignoreFiles: root('a.txt\n*.txt\n!*a*\nb.txt\n'),
    kept: ['a.txt', 'xa.txt'],
    ignored: ['b.txt', 'c.txt'],
  },
  {
    name: 'nothing is re-included below an ignored directory',
    ignoreFiles: root('vendor/\n!vendor/keep\n'),
    kept: ['x'],
    ignored: ['vendor/keep', 'vendor/a/keep'],
  },
  {
    name: 'what is in a directory can be ignored but for one thing',
    ignoreFiles: root('/*\n!/src\n/src/*\n!/src/lib\n'),
    kept: ['src/lib/a', 'src/lib/b/c'],
    ignored: ['x', 'src/a', 'doc/x'],
  },
  {
    name: 'a nested ignore file overrules those above it',
    ignoreFiles: { '.gitignore': '*.txt\n', 'a/.gitignore': '!*.txt\n', 'a/b/.gitignore': 'secret.txt\n' },
    kept: ['a/x.txt', 'a/b/x.txt'],
    ignored: ['x.txt', 'c/x.txt', 'a/b/secret.txt'],
  },
  {
    name: 'two stars span directories between slashes, and are one star elsewhere',
    ignoreFiles: root('a/**/z\n**/deep/x\nend/**\nq/**r\n'),
    kept: ['a/zz', 'b/a/z', 'q/b/r', 'q/s'],
    ignored: ['a/z', 'a/b/z', 'a/b/c/z', 'deep/x', 'p/deep/x', 'end/a/b', 'q/r', 'q/br'],
  },
  {
    name: 'two stars right behind a literal beginning span directories, against the manual',
    ignoreFiles: root('foo**/bar\n'),
    kept: ['fo/bar', 'foobaz'],
    ignored: ['foo/bar', 'foobar', 'foo/x/y/bar', 'foox/y/bar'],
  },
  {
    name: 'two stars before an escaped slash need a directory',
    ignoreFiles: root('**\\/bar\n'),
    kept: ['bar'],
    ignored: ['a/bar', 'a/b/bar'],
  },
  {
    name: 'a star stays within a name',
    ignoreFiles: root('src/*.o\n*/cache\n'),
    kept: ['src/a/b.o', 'cache', 'a/b/cache'],
    ignored: ['src/b.o', 'a/cache', 'src/.o'],
  },
  {
    name: 'spaces at the end are dropped unless escaped, tabs are not',
    ignoreFiles: root('a  \nb\\ \nc \t\n'),
    kept: ['b', 'c', 'a x'],
    ignored: ['a'],
  },
  {
    name: 'lines end with one carriage return at most',
    ignoreFiles: root('a\r\nb/\r\n\r\n# c\r\n!d\r\n'),
    kept: ['c', 'd', '# c'],
    ignored: ['a', 'b/x'],
  },
  {
    name: 'a byte order mark is not part of the first pattern',
    ignoreFiles: root('\ufeffa\nb\n'),
    kept: ['c'],
    ignored: ['a', 'b'],
  },
  {
    name: 'hash and exclamation mark can be escaped',
    ignoreFiles: root('\\#a\n#b\n\\!c\n'),
    kept: ['b', '#b', 'c'],
    ignored: ['#a', '!c'],
  },
  {
    name: 'classes negate, range, and take a bracket in first place',
    ignoreFiles: root('[a-c]1\n[!a-c]2\n[^x]3\n[]-]4\n[a-c-e]5\n[c-a]6\n'),
    kept: ['d1', 'a2', 'x3', 'a4', 'd5', 'b6', 'a6'],
    ignored: ['a1', 'b1', 'd2', 'a3', ']4', '-4', '-5', 'e5', 'c6'],
  },
  {
    name: 'named classes are those of ASCII; malformed ones match nothing',
    ignoreFiles: root(
      '[[:digit:]]1\n[[:nope:]]\n[[:upper:]x]2\n[[:alpha:\n[:]3\n[a\n[[:constructor:]]\n[[:]4\n',
    ),
    kept: ['a1', 'y2', 'n', 'a', '[a', '[[:alpha:', '3'],
    ignored: ['71', 'A2', 'x2', '[4'],
  },
  {
    name: 'a question mark is one byte',
    ignoreFiles: root('?\n???x\n'),
    kept: ['é', 'éx', 'aéxx'],
    ignored: ['a', '日x', 'abcx', 'éax'],
  },
  {
    name: 'letter case counts',
    ignoreFiles: root('Build\n*.TXT\n'),
    kept: ['build/x', 'a.txt'],
    ignored: ['sub/Build', 'b.TXT'],
  },
  {
    name: 'letter case does not count where core.ignoreCase says so, but for single letters in classes and escaped ones',
    ignoreFiles: root('Build\n*.TXT\nSrc/[A-C]?\n[X]y\n\\Esc\n[[:upper:]]1\n/Pre*Fix/Q\n[!A-Y]2\nÉ\n'),
    ignoreCase: true,
    kept: ['xy', 'Esc', 'src/dd', 'é', 'a2', 'prefix/r'],
    ignored: ['build/x', 'b.Txt', 'src/Bb', 'a1', 'PREfiX/q', 'z2', 'É'],
  },
  {
    name: 'comments, blank lines and patterns of nothing do nothing',
    ignoreFiles: root('# a\n\n   \n/\n!\n!/\n//\n\\\n'),
    kept: ['a', 'b/c'],
    ignored: [],
  },
  {
    name: 'leading and repeated slashes',
    ignoreFiles: root('//a\nb//c\n/d//\n'),
    kept: ['a', 'b/c', 'd/x'],
    ignored: [],
  },
  {
    name: 'an ignore file may ignore itself',
    ignoreFiles: { 'a/.gitignore': '*\n' },
    kept: ['x'],
    ignored: ['a/x', 'a/b/c'],
  },
];
