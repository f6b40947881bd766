import { languageByExtension, languageByFileName } from '../../common/languageTables';
import type { FileKind } from './corpusFile';

/** What a file is written in. */
export interface FileLanguage {
  /** Language id as VS Code names it; `plaintext` when nothing tells. */
  readonly id: string;
  readonly kind: FileKind;
}

/** Prose whatever it is called. */
const docsLanguages: ReadonlySet<string> = new Set([
  'markdown',
  'mdx',
  'restructuredtext',
  'asciidoc',
  'org',
  'latex',
  'typst',
  ...['rmd', 'quarto', 'pod', 'mediawiki', 'textile', 'troff'],
]);

/** A manual page by its section (`git.1`, `passwd.5`, `printf.3posix`), and not a rotated log or a version of a library. */
const manualPage = /[a-z_+\]][.](?:[1-8](?:p|pm|x|posix|ssl|tcl)?|3[a-z]{1,4})$/;
const noManualPage = /\.(?:log|so|out|txt|bak|old|orig|tar|err|csv|json|3ds|3gp|3mf)(?:\.\w+)?$/;

/** Text that is no program: data, markup, and what nothing is known of. */
export const dataLanguages: ReadonlySet<string> = new Set(
  'plaintext log csv tsv diff ignore json jsonc yaml toml ini go.mod go.sum properties dotenv xml svg html jupyter bibtex sql'.split(
    ' ',
  ),
);

/** Names, without extension, of the prose that repositories carry. */
const docsName =
  /^(?:readme|licen[cs]e|copying|copyright|unlicense|notice|changelog|changes|history|news|authors|contributors|contributing|maintainers|credits|thanks|patents|code_of_conduct|security|support|install|todo|faq|roadmap|upgrading|migration|governance)(?:[-_.]|$)/;

/** Text files that are not prose. */
const dataText =
  /^(?:requirements.*|constraints.*|cmakelists|robots|manifest\.in|version|codeowners)(?:\.txt)?$/;

/** The language of a file by its name alone. `path` may use either slash. A `.h` counts as C++, which reads C as well. */
export function languageOf(path: string): FileLanguage {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  const id = idOf(name);
  return { id, kind: isDocs(id, name) ? 'docs' : 'code' };
}

function idOf(name: string): string {
  const named = languageByFileName.get(name);
  if (named !== undefined) {
    return named;
  }
  if (/^(?:dockerfile|containerfile)[.-]|\.dockerfile$/.test(name)) {
    return 'dockerfile';
  }
  if (/^(?:gnu)?makefile[.-]/.test(name)) {
    return 'makefile';
  }
  if (name.startsWith('.env.')) {
    return 'dotenv';
  }
  if (manualPage.test(name) && !noManualPage.test(name)) return 'troff';
  const dot = name.lastIndexOf('.');
  // Templates and samples are written in what their name says before: `config.yml.example`.
  const isSample = /\.(?:example|sample|dist|tmpl|template|in)$/.test(name);
  return dot < 0
    ? 'plaintext'
    : (languageByExtension.get(name.slice(dot + 1)) ?? (isSample ? idOf(name.slice(0, dot)) : 'plaintext'));
}

function isDocs(id: string, name: string): boolean {
  if (docsLanguages.has(id)) {
    return true;
  }
  return id === 'plaintext' && !dataText.test(name) && (/\.te?xt$/.test(name) || docsName.test(name));
}
