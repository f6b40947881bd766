import { describe, expect, it } from 'vitest';
import { documentText, headerEnd } from '../../../src/engine/embedding/documentText';

function headerOf(breadcrumb: readonly string[]): string {
  const document = documentText({ breadcrumb, text: 'a\nb' });
  expect(document.endsWith('\na\nb')).toBe(true);
  return document.slice(0, headerEnd(document));
}

describe('documentText', () => {
  it('puts the breadcrumb into one line above the text', () => {
    expect(headerOf(['Uploader', 'send'])).toBe('Uploader > send');
  });

  it('has an empty header if nothing encloses the chunk', () => {
    expect(headerOf([])).toBe('');
  });

  it('is one line, whatever the breadcrumb contains', () => {
    expect(headerOf(['two\r\nlines', 'x\u2028y'])).toBe('two lines > x y');
  });
});

describe('headerEnd', () => {
  it('is 0 for a text without a header line', () => {
    expect(headerEnd('just text')).toBe(0);
    expect(headerEnd('\ntext')).toBe(0);
  });
});
