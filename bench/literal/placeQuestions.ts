import { sample, type LiteralQuestion, type SourceFile } from './question';

/** Formats of pasted paths; `line` is a line of the file, `last` one a little below it. */
const forms: Readonly<Record<string, (path: string, line: number, last: number) => string>> = {
  path: (path) => path,
  'path:line': (path, line) => `${path}:${line}`,
  'absolute path': (path, line) => `/home/ana/work/app/${path}:${line}:9`,
  Windows: (path, line) => `C:\\Users\\ana\\app\\${path.replaceAll('/', '\\')}(${line},3): error`,
  JavaScript: (path, line) => `    at Object.<anonymous> (/home/ana/work/app/${path}:${line}:15)`,
  Python: (path, line) => `  File "/srv/app/${path}", line ${line}, in main`,
  Go: (path, line) => `\t/go/src/app/${path}:${line} +0x1d`,
  Rust: (path, line) => `thread 'main' panicked at ./${path}:${line}:5:`,
  'C#': (path, line) => `   at App.Main() in /src/${path}:line ${line}`,
  PHP: (path, line) => `#0 /var/www/html/${path}(${line}): main()`,
  diff: (path, line) => `--- a/${path}\n+++ b/${path}\n@@ -${line},7 +${line},9 @@`,
  GitHub: (path, line, last) => `https://github.com/ana/app/blob/main/${path}#L${line}-L${last}`,
  'in a sentence': (path, line) => `why does it fail in ${path} on line ${line}?`,
};

const formNames = Object.keys(forms);

/** A sample of files, each in every format of pasted locations. */
export function placeQuestions(files: readonly SourceFile[], each: number): LiteralQuestion[] {
  const long = files.filter(({ lines }) => lines.length > 12);
  return sample(long, each).flatMap(({ path, lines }, i) => {
    const line = 2 + ((i * 37) % (lines.length - 8));
    return formNames.map((kind) => ({
      kind,
      text: forms[kind]!(path, line, line + 4),
      path,
      ...(kind !== 'path' && { line }),
    }));
  });
}
