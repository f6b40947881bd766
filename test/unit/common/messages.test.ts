import { readdirSync } from 'node:fs';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { afterEach, describe, expect, it } from 'vitest';
import chinese from '../../../l10n/bundle.l10n.zh-cn.json';
import { errorDataOf, errorFactsOf, SemanticSearchError } from '../../../src/common/errors/errors';
import { message, type MessageCode } from '../../../src/common/messages/message';
import { textOf } from '../../../src/common/messages/textOf';
import { texts } from '../../../src/common/messages/texts';

const folder = path.join(import.meta.dirname, '../../../src/common/messages');

afterEach(() => {
  l10n.config({ contents: {} });
});

describe('messages', () => {
  const answer = message(
    'endpointReturned',
    'OpenAI (api.openai.com)',
    message('wrongDimensions', 512, 1536),
  );

  it('become sentences, and messages in them parts of the sentence', () => {
    expect(textOf(answer)).toBe(
      'OpenAI (api.openai.com) returned a vector of 512 dimensions instead of 1536.',
    );
    expect(textOf(message('acceptsNothingForHours', 'X', 1))).toBe('X accepts no more requests for 1 hour.');
    expect(textOf('ENOENT: no such file')).toBe('ENOENT: no such file');
  });

  it('are translated when the text is created, with the messages in them', () => {
    const sent = structuredClone(answer);
    l10n.config({ contents: chinese });
    expect(textOf(sent)).toBe('OpenAI (api.openai.com) 返回了 512 维的向量，而不是 1536 维。');
  });

  it('are checked by the compiler', () => {
    // @ts-expect-error -- no text
    message('noSuchMessage');
    // @ts-expect-error -- a value is missing
    message('endpointReturned', 'OpenAI');
    // @ts-expect-error -- a number is wanted
    message('wrongDimensions', '512', 1536);
    // @ts-expect-error -- a value too many
    message('emptyResponse', 1);
  });

  it('have their texts in one table each, and each table is used', async () => {
    const codes: string[] = [];
    for (const name of readdirSync(folder).filter((file) => file.endsWith('Texts.ts'))) {
      const tables = (await import(path.join(folder, name))) as Record<string, object>;
      codes.push(...Object.values(tables).flatMap((table) => Object.keys(table)));
    }
    expect(codes.toSorted()).toEqual(Object.keys(texts).toSorted());
  });

  it.each(Object.keys(texts) as MessageCode[])('have a text: %s', (code) => {
    const values = Array.from({ length: texts[code].length }, (_, i) => `value${i}`);
    const text = textOf({ code, values });
    expect(text).not.toBe('');
    for (const value of values) expect(text).toContain(value);
  });
});

describe('an error', () => {
  const error = new SemanticSearchError(
    'PROVIDER_KEY',
    message('keyMissing', 'OpenAI (api.openai.com)'),
    message('setKey'),
    { provider: 'OpenAI', retryAfterMs: 5 },
  );

  it('crosses threads as codes and values', () => {
    expect(errorFactsOf(error)).toEqual({
      code: 'PROVIDER_KEY',
      message: { code: 'keyMissing', values: ['OpenAI (api.openai.com)'] },
      hint: { code: 'setKey', values: [] },
      provider: 'OpenAI',
      retryAfterMs: 5,
    });
  });

  it('gets its texts where it is shown', () => {
    expect(errorDataOf(error)).toEqual({
      code: 'PROVIDER_KEY',
      message: 'OpenAI (api.openai.com) requires an API key, and none is set for this host.',
      hint: 'It requires an API key, and none is set for this host. Set one.',
      provider: 'OpenAI',
      retryAfterMs: 5,
    });
    expect(errorDataOf(new Error('oops'))).toEqual({
      code: 'INTERNAL',
      message: 'oops',
      hint: 'The log has the details.',
    });
  });
});
