import { describe, expect, it } from 'vitest';
import { findSection, formatOf, readSections } from '../../../bench/docs/sections';

/** The sections of a document as `headings startLine–endLine`. */
function sectionsOf(path: string, lines: readonly string[]): string[] {
  return readSections(path, `${lines.join('\n')}\n`).map(
    ({ headings, startLine, endLine }) => `${headings.join(' > ')} ${startLine}–${endLine}`,
  );
}

describe('readSections', () => {
  it('reads Markdown to the next heading of the same or a higher level', () => {
    expect(sectionsOf('a.md', ['# A', '', '## B', 'text', '### C', 'text', '## D', '# E'])).toEqual([
      'A 1–7',
      'A > B 3–6',
      'A > B > C 5–6',
      'A > D 7–7',
      'E 8–8',
    ]);
  });

  it('skips front matter and fences of Markdown, and the anchors of headings', () => {
    const lines = [
      '---',
      '# no',
      '---',
      'above',
      '# `A` { #a }',
      '````md',
      '```',
      '# no',
      '````',
      '## [B](b.md) ##',
    ];
    expect(sectionsOf('a.mdx', lines)).toEqual([' 1–4', 'A 5–10', 'A > B 10–10']);
  });

  it('skips the comments of Markdown', () => {
    expect(
      sectionsOf('a.md', ['# A', '<!--', '```', '# no', '``` -->', '# B', '<!-- one -->', '# C']),
    ).toEqual(['A 1–5', 'B 6–7', 'C 8–8']);
  });

  it('assigns levels of reStructuredText in the order of the adornments', () => {
    const lines = [
      '=====',
      'Title',
      '=====',
      '',
      'B',
      '-',
      '',
      'One',
      '===',
      'text',
      '',
      'Two',
      '---',
      '',
      'Three',
      '===',
    ];
    expect(sectionsOf('a.rst', lines)).toEqual([
      'Title 1–16',
      'Title > One 8–14',
      'Title > One > Two 12–14',
      'Title > Three 15–16',
    ]);
  });

  it('takes a line of dashes below indented text or text of several lines for no title of reStructuredText', () => {
    expect(
      sectionsOf('a.rst', ['Title', '=====', '', '    code', '    ====', '', 'text', 'more', '----']),
    ).toEqual(['Title 1–9']);
  });

  it('skips the blocks of AsciiDoc', () => {
    const lines = ['= A', '', '== B', '----', '== no', '----', '|===', '= no', '|===', '=== C', '== D'];
    expect(sectionsOf('a.adoc', lines)).toEqual(['A 1–11', 'A > B 3–10', 'A > B > C 10–10', 'A > D 11–11']);
  });

  it('reads no other format', () => {
    expect(formatOf('a.md')).toBe('Markdown');
    expect(formatOf('a.py')).toBeUndefined();
    expect(() => readSections('a.py', '')).toThrow('a.py');
  });
});

describe('findSection', () => {
  const sections = readSections('a.md', '# A\n## Install\n### `apt`\n## Remove\n### apt\n');

  it('finds a heading, below another one if it occurs repeatedly', () => {
    expect(findSection(sections, 'Remove')).toMatchObject({ startLine: 4, endLine: 5 });
    expect(findSection(sections, 'Install > apt')).toMatchObject({ startLine: 3, endLine: 3 });
    expect(findSection(sections, undefined)).toEqual({ startLine: 1, endLine: 5 });
  });

  it('refuses a heading that does not exist or is not unique', () => {
    expect(() => findSection(sections, 'Update')).toThrow('0 sections');
    expect(() => findSection(sections, 'apt')).toThrow('2 sections');
  });
});
