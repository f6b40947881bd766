import { describe, expect, it } from 'vitest';
import { documentationText } from '../../../src/vscode/similar/documentationText';
import type { Definition } from '../../../src/vscode/similar/lineSpan';

const textOf = (text: string, definition?: Partial<Definition>): string =>
  documentationText({
    text,
    startLine: 1,
    endLine: 9,
    ...(definition && { definition: { first: 0, last: 8, ...definition } }),
  });

describe('the query for documentation', () => {
  it('is the name and the comment of a definition', () => {
    const text =
      '/**\n * Retries a failed {@link Upload} at most *five* times.\n * @param file what to send\n */\nsend() {}';
    expect(textOf(text, { name: 'send', container: 'Queue' })).toBe(
      'Queue send Retries a failed Upload at most *five* times. file what to send',
    );
  });

  it.each([
    ['// Keeps what was\n// sent already.\nfunc keep() {}', 'Keeps what was sent already.'],
    ['/// Keeps what was sent already.\nfn keep() {}', 'Keeps what was sent already.'],
    [
      '@cached\ndef keep(\n    self,\n):\n    """Keeps what was\n    sent already."""\n    pass',
      'Keeps what was sent already.',
    ],
    ['def keep():\n    """Keeps what was sent already."""\n    x = """no"""', 'Keeps what was sent already.'],
    ['# Keeps what was sent already.\nkeep() {\n}', 'Keeps what was sent already.'],
    ['-- Keeps what was sent already.\nCREATE TABLE keep ();', 'Keeps what was sent already.'],
  ])('reads the comments of %j', (text, comment) => {
    expect(textOf(text, { name: 'keep' })).toBe(`keep ${comment}`);
  });

  it('is the name and the whole code if there is no comment with content', () => {
    expect(textOf('run() {\n  go();\n}', { name: 'run', container: 'TaskQueue' })).toBe(
      'TaskQueue run\ntask queue run\nTaskQueue run\ntask queue run\nrun() {\n  go();\n}',
    );
    expect(textOf('// TODO\nrun() {}', { name: 'run' })).toBe('run\nrun\nrun\nrun\n// TODO\nrun() {}');
  });

  it('is the selected text', () => {
    expect(textOf('// A comment that says much.\nrun();')).toBe('// A comment that says much.\nrun();');
  });
});
