import { describe, expect, it } from 'vitest';
import { createChunker } from '../../../src/engine/chunking/chunker';
import { grammars, smallSizes } from './chunkFixture';
import { coverageViolation } from './coverage';

const small = createChunker(grammars, smallSizes);
const whole = createChunker(grammars);

const script = `import { ref } from 'vue';

/** Adds up the open invoices. */
export function sumOpenInvoices(invoices: Invoice[]): number {
  return invoices.reduce((sum, one) => sum + one.amount, 0);
}

export class InvoiceTable {
  sortByAmount() {
    return this.rows.sort((a, b) => a.amount - b.amount);
  }
}`;
const style = `.invoice {
  color: red;
}

.invoice--open {
  font-weight: bold;
}`;
const markup = `<div class="invoices">
  <InvoiceRow v-for="one in rows" :key="one.id" :invoice="one" />
</div>`;

async function symbols(language: string, text: string): Promise<string[]> {
  const file = await small.chunk({ path: 'a', language, text });
  const { chunks, method, fallback } = file;
  expect(coverageViolation(text, file)).toBeUndefined();
  expect([method, fallback]).toEqual(['syntax', undefined]);
  const lines = text.split('\n');
  return chunks.flatMap((chunk) =>
    chunk.symbols.map(({ name, kind, line, endLine }) => {
      expect(lines[line - 1]).toContain(name);
      return `${kind} ${name}: ${lines[endLine - 1]!.trim()}`;
    }),
  );
}

const expected = ['function sumOpenInvoices: }', 'class InvoiceTable: }', 'method sortByAmount: }'];
const styled = ['section .invoice: }', 'section .invoice--open: }'];

describe('code in markup', () => {
  it.each<[string, string, string[]]>([
    [
      'vue',
      `<template>\n${markup}\n</template>\n\n<script setup lang="ts">\n${script}\n</script>\n\n<style scoped>\n${style}\n</style>\n`,
      [...expected, ...styled],
    ],
    [
      'vue',
      `\n<style lang="postcss">\n${style}\n</style>\n<script>\n${script.replace(/: Invoice\[\]|: number/g, '')}\n</script>\n<template>\n${markup}\n</template>\n\n`,
      [...styled, ...expected],
    ],
    [
      'svelte',
      `<script lang="ts">\n${script}\n</script>\n\n${markup}\n\n<style>\n${style}\n</style>`,
      [...expected, ...styled],
    ],
    ['astro', `---\n${script}\n---\n\n${markup}\n\n<style>\n${style}\n</style>\n`, [...expected, ...styled]],
    [
      'html',
      `<html>\n<body>\n<h1 id="top">Invoices</h1>\n<script type="module">\n${script.replace(/: Invoice\[\]|: number/g, '')}\n</script>\n</body>\n</html>\n`,
      ['section Invoices: <h1 id="top">Invoices</h1>', ...expected],
    ],
  ])('is divided by the rules of its language: %s', async (language, text, names) => {
    const found = await symbols(language, text);
    expect(found).toEqual(expect.arrayContaining(names));
  });

  it('includes the lines of its tags, and a small file stays one chunk with the symbols of all parts', async () => {
    const text = `<template>\n${markup}\n</template>\n<script lang="ts">\n${script}\n</script>\n`;
    const { chunks } = await small.chunk({ path: 'a', language: 'vue', text });
    const first = chunks.find((chunk) => chunk.text.includes('<script'))!;
    expect(first.text.startsWith('<script lang="ts">\nimport')).toBe(true);
    expect(chunks.at(-1)!.text.endsWith('</script>')).toBe(true);
    const one = await whole.chunk({ path: 'a', language: 'vue', text });
    expect(one.chunks).toHaveLength(1);
    expect(one.chunks[0]!.symbols.map(({ name }) => name)).toContain('sortByAmount');
  });

  it.each([
    ['vue', '<script src="./a.ts"></script>\n<template>\n<p>a</p>\n</template>\n'],
    ['vue', '<script>\n\n</script>\n<template>\n<p>a</p>\n</template>\n'],
    ['vue', '<script>\nnever closed\n'],
    ['html', '<p>a</p>\n<script>\nsmall();\n</script>\n<p>b</p>\n'],
    ['html', '<script type="text/x-template">\n<p>a</p>\n</script>\n'],
    ['astro', '---\n---\n<p>a</p>\n'],
    ['svelte', '\n\n'],
    ['vue', ''],
  ])('without embedded code is divided as markup: %s %j', async (language, text) => {
    const file = await small.chunk({ path: 'a', language, text });
    expect(coverageViolation(text, file)).toBeUndefined();
  });
});
