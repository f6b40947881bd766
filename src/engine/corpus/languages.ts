import { languageByExtension, languageByFileName } from '../../common/query/languageTables';
import type { FileKind } from './corpusFile';

/** The language of a file. */
export interface FileLanguage {
  /** Language id of VS Code; `plaintext` if unknown. */
  readonly id: string;
  readonly kind: FileKind;
}

/** Prose, whatever the file name. */
const docsLanguages: ReadonlySet<string> = new Set([
  'markdown',
  'mdx',
  'restructuredtext',
  'asciidoc',
  'org',
  'latex',
  'typst',
  ...['rmd', 'quarto', 'pod', 'mediawiki', 'textile', 'troff'],
  ...['texinfo', 'rdoc', 'docbook', 'creole', 'dokuwiki', 'twiki', 'txt2tags'],
]);

/**
 * A manual page by its section (`git.1`, `passwd.5`, `printf.3posix`), but not a rotated log or a version of a
 * library.
 */
const manualPage = /[a-z_+\]][.](?:[1-8](?:p|pm|x|posix|ssl|tcl)?|3[a-z]{1,4})$/;
const noManualPage = /\.(?:log|so|out|txt|bak|old|orig|tar|err|csv|json|3ds|3gp|3mf)(?:\.\w+)?$/;

/** Text that is not a program: data, markup, and unknown formats. */
export const dataLanguages: ReadonlySet<string> = new Set(
  'plaintext log csv tsv diff ignore json jsonc yaml toml ini go.mod go.sum properties dotenv xml svg html jupyter bibtex sql'.split(
    ' ',
  ),
);

/** Names, without extension, of the usual prose files of repositories. */
const docsName =
  /^(?:readme|licen[cs]e|copying|copyright|unlicense|notice|changelog|changes|history|news|authors|contributors|contributing|maintainers|credits|thanks|patents|code_of_conduct|security|support|install|todo|faq|roadmap|upgrading|migration|governance)(?:[-_.]|$)/;

/** Text files that are not prose. */
const dataText =
  /^(?:requirements.*|constraints.*|cmakelists|robots|manifest\.in|version|codeowners)(?:\.txt)?$/;

/**
 * The language of a file by its name alone. `path` may use either slash. A `.h` counts as C++, which can parse C as
 * well.
 *
 * @param stated language id that the settings state; default by name
 */
export function languageOf(path: string, stated?: string): FileLanguage {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  const id = stated ?? idOf(name);
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
  // The language of templates and samples is given by the rest of the name: `config.yml.example`.
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
