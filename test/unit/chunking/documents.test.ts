import { describe, expect, it } from 'vitest';
import { createChunker } from '../../../src/engine/chunking/chunker';
import { languageOf } from '../../../src/engine/corpus/languages';
import { coverageViolation } from './coverage';
import { grammars, smallSizes } from './chunkFixture';

const chunker = createChunker(grammars, smallSizes);

/** The headings of a document with their line ranges: `Title 3-7`. */
async function headings(path: string, text: string): Promise<string[]> {
  const { id, kind } = languageOf(path);
  expect(`${path} ${kind}`).toBe(`${path} docs`);
  const chunked = await chunker.chunk({ path, language: id, text });
  expect(coverageViolation(text, chunked)).toBeUndefined();
  expect(chunked.method).toBe('headings');
  return chunked.chunks.flatMap(({ symbols }) =>
    symbols.map(({ name, startLine, endLine }) => `${name} ${startLine}-${endLine}`),
  );
}

describe('documents', () => {
  it.each([
    [
      'survey.Rmd',
      '---\ntitle: A\n---\n\n# Weights\n\n```{r}\n# no heading\nx\n```\n\n## By region\n\nText\n',
      [5, 14, 12, 14],
    ],
    ['drop.qmd', '# Weights\n\nText\n\n## By region\n\nText\n', [1, 7, 5, 7]],
    ['Tide.pod', '=head1 Weights\n\nText\n\n=head2 C<By> region\n\nText\n\n=cut\n', [1, 9, 5, 9]],
    [
      'Society.wiki',
      '== Weights ==\n\nText\n\n<pre>\n= no =\n</pre>\n\n=== By region ===\nText\n',
      [1, 10, 9, 10],
    ],
    ['Handbook.textile', 'h1. Weights\n\nText\n\nh2(#id). By region\n\nText\n', [1, 7, 5, 7]],
    ['backup.1', '.TH BACKUP 1\n.SH "Weights"\nText\n.SS \\fBBy\\fP region\nText\n', [2, 5, 4, 5]],
    ['passwd.5', '.Dd today\n.Sh Weights\nText\n.Ss By region\nText\n', [2, 5, 4, 5]],
    [
      'notes.org',
      '* TODO Weights :tag:\nText\n#+BEGIN_SRC c\n* no\n#+END_SRC\n** By region\nText\n',
      [1, 7, 6, 7],
    ],
    [
      'paper.tex',
      '\\section{Weights}\\label{sec:w}\nText\n\\begin{verbatim}\n\\section{no}\n\\end{verbatim}\n\\subsection*{By \\emph{region}}\nText\n',
      [1, 7, 6, 7],
    ],
    [
      'tide.texi',
      '@node A\n@chapter Weights\n\n@example\n@section no\n@end example\n\n@section By @emph{region}\nText\n',
      [2, 9, 8, 9],
    ],
    ['README.rdoc', '= Weights\n\nText\n\n== By region\nText\n', [1, 6, 5, 6]],
    ['a.creole', '= Weights\n{{{\n= no\n}}}\n== By region ==\nText\n', [1, 6, 5, 6]],
    ['a.dokuwiki', '====== Weights ======\nText\n===== By region =====\nText\n', [1, 4, 3, 4]],
    ['a.twiki', '---+ Weights\n<verbatim>\n---+ no\n</verbatim>\n---++!! By region\nText\n', [1, 6, 5, 6]],
    ['a.t2t', '= Weights =\nText\n== By region ==[id]\nText\n', [1, 4, 3, 4]],
    ['a.dbk', '<chapter>\n <title>Weights</title>\n <section>\n  <title>By region</title>\n', [2, 4, 4, 4]],
    ['a.Rnw', '\\section{Weights}\n\n<<x>>=\ny\n@\n\n\\subsection{By region}\nText\n', [1, 8, 7, 8]],
    ['a.md', 'Weights\n=\n\nText\n\nBy region\n-\n\nText\n', [1, 9, 6, 9]],
    ['INSTALL', 'Weights\n=======\n\nText\n\nBy region\n---------\n\nText\n', [1, 9, 6, 9]],
    [
      'vim.txt',
      `${'='.repeat(78)}\nWeights   *weights* *w*\n\nText\n\n${'-'.repeat(78)}\nBy region\n\nName     Value\n--------------\n`,
      [1, 10, 6, 10],
    ],
    ['paper.typ', '= Weights\nText\n\n```\n= no\n```\n\n== By region\nText\n', [1, 9, 8, 9]],
  ])('in %s are divided by their sections', async (path, text, [a, b, c, d]) => {
    expect(await headings(path, text)).toEqual([`Weights ${a}-${b}`, `By region ${c}-${d}`]);
  });

  it('without titles are not divided by sections', async () => {
    for (const text of ['Name   Value\n------------\na      1\n', 'a\n- b\n\n---\n\nc\n', 'one\n\n* two\n']) {
      expect((await chunker.chunk({ path: 'a.txt', language: 'plaintext', text })).method).toBe('text');
    }
  });

  it('of AsciiDoc may have underlined titles', async () => {
    const text =
      'tide(1)\n=======\n\nNAME\n----\ntide - plans\n\n[[opts]]\nOPTIONS\n-------\n--harbour::\n\tWhich one.\n\nA listing:\n\n----\nEXIT\n----\n\nDetails\n~~~~~~~\nText\n';
    expect(await headings('tide.adoc', text)).toEqual([
      'tide(1) 1-22',
      'NAME 4-8',
      'OPTIONS 9-22',
      'Details 20-22',
    ]);
    const listing = '= Tide\n\nThe listing shows it all.\n----\n== no\n----\n\n== Yes\nText\n';
    expect(await headings('a.adoc', listing)).toEqual(['Tide 1-9', 'Yes 8-9']);
  });

  it('of Markdown have no heading inside comments and preformatted HTML', async () => {
    const text =
      '# One\n\n<!--\n# no\n\n## no\n-->\n\n<pre>\n# no\n\n# no\n</pre>\n\n<!-- x -->\n## Two\n\nText\n';
    expect(await headings('a.md', text)).toEqual(['One 1-18', 'Two 16-18']);
  });

  it('do not include files that are only named like a manual page', () => {
    for (const path of ['app.log.1', 'libz.so.1', 'release-1.2', 'v2.1', 'a.3ds']) {
      expect(`${path} ${languageOf(path).id}`).toBe(`${path} plaintext`);
    }
    for (const path of ['git-log.1', 'printf.3posix', 'resolv.conf.5']) {
      expect(`${path} ${languageOf(path).id}`).toBe(`${path} troff`);
    }
  });
});
