import { describe, expect, it } from 'vitest';
import { markdownSection } from '../../../src/vscode/similar/markdownSection';

const source = `Before.

# Guide

Words.

## Install

\`\`\`sh
# no heading
npm install
\`\`\`

### Empty
#### Below ##
Text.

Underlined
----------

- item
---
More.
`.split('\n');

/** Name, first and last line of the section around a line with this text. */
function at(text: string): (string | undefined)[] {
  const { name, first, last } = markdownSection(
    source,
    source.findIndex((line) => line.includes(text)),
  );
  return [name, source[first], source[last]];
}

describe('the section around a line of Markdown', () => {
  it.each([
    ['Before', undefined, 'Before.', 'Before.'],
    ['Words', 'Guide', '# Guide', 'Words.'],
    ['# Guide', 'Guide', '# Guide', 'Words.'],
    ['no heading', 'Install', '## Install', '```'],
    ['### Empty', 'Empty', '### Empty', 'Text.'],
    ['Text.', 'Below', '#### Below ##', 'Text.'],
    ['Underlined', 'Underlined', 'Underlined', 'More.'],
    ['More', 'Underlined', 'Underlined', 'More.'],
  ])('at "%s" is "%s"', (text, name, first, last) => {
    expect(at(text)).toEqual([name, first, last]);
  });

  it('is the whole of a document without headings', () => {
    expect(markdownSection(['One.', '', 'Two.'], 2)).toEqual({ first: 0, last: 2, name: undefined });
    expect(markdownSection([''], 0)).toMatchObject({ first: 0, last: 0 });
  });
});
