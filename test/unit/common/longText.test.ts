import { describe, expect, it } from 'vitest';
import { createChunker } from '../../../src/engine/chunking/chunker';
import { bareModelName } from '../../../src/engine/embedding/providers/bareModelName';
import { wholeIdentifierHash } from '../../../src/engine/retrieval/terms';
import { customTokenRules } from '../../../src/vscode/highlighting/tokenColorCustomizations';
import { markdownSection } from '../../../src/vscode/similar/markdownSection';
import { grammars } from '../chunking/chunkFixture';

/** The maximum file size in characters. With quadratic time, none of these tests would finish. */
const long = (text: string): string => text.repeat((1024 * 1024) / text.length);

describe('text of one very long line takes time in proportion to its length', () => {
  const chunker = createChunker(grammars);

  it.each(['[', '_', '<', '{#', '`', '#', ' #', '\t'])('a heading of %j that is underlined', async (text) => {
    const chunked = await chunker.chunk({
      path: 'a.md',
      language: 'markdown',
      text: `x${long(text)}x\n===\nText.\n`,
    });
    expect(chunked.chunks.length).toBeGreaterThan(0);
  });

  it.each(['#', ' #', '\t'])('a heading of %j at the cursor', (text) => {
    const line = `# a${long(text)}b`;
    expect(markdownSection([line, 'Text.'], 1).name).toBe(line.slice(2));
  });

  it.each(['_', '$', '_$'])('an identifier with %j in it', (text) => {
    expect(wholeIdentifierHash(`a${long(text)}b`)).not.toBe(wholeIdentifierHash('ab'));
    expect(wholeIdentifierHash(`${long(text)}ab${long(text)}`)).toBe(wholeIdentifierHash('ab'));
  });

  it('the name of a model', () => {
    expect(bareModelName(`a${long(':')}\nb`)).toBe('a');
  });

  it('the name of a theme in the settings', () => {
    const rule = { comments: '#ff0000' };
    expect(customTokenRules({ [long('[')]: rule, [`[Night]${long('[')}`]: rule }, 'Night')).toHaveLength(1);
  });
});
