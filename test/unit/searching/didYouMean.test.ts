import { describe, expect, it } from 'vitest';
import { didYouMeanHint } from '../../../src/engine/searching/hints/didYouMean';
import { shardOf } from '../../support/memoryIndex';

const names = [
  'Context',
  'Abort',
  'AbortWithStatus',
  'ShouldBindWith',
  'recovery',
  'Recovery',
  'about',
  'abortion_x',
  'größe',
];
const shards = [
  shardOf([
    {
      path: 'context.go',
      chunks: [
        {
          text: `${names.join(' ')} handler middleware chain is stopped`,
          symbols: names.map((name, i) => ({ name, kind: 'function' as const, line: i + 1 })),
        },
      ],
    },
  ]),
  shardOf([
    {
      path: 'other.go',
      chunks: [
        { text: 'Abort', symbols: [{ name: 'Abort', kind: 'method', line: 1, startLine: 1, endLine: 1 }] },
      ],
    },
  ]),
];

describe('didYouMeanHint', () => {
  it.each([
    ['context.Abrot', 'Abrot', 'Abort', 'context.Abort'],
    ['Contxt.Abort', 'Contxt', 'Context', 'Context.Abort'],
    ['abrt', 'abrt', 'Abort', 'Abort'],
    ['Recovrey', 'Recovrey', 'Recovery', 'Recovery'],
    ['recovrey', 'recovrey', 'recovery', 'recovery'],
    ['ShoudBindWth', 'ShoudBindWth', 'ShouldBindWith', 'ShouldBindWith'],
    ['path:*.go Abrot lang:go', 'Abrot', 'Abort', 'path:*.go Abort lang:go'],
    [
      'where is the chain stopped by AbrotWithStatus',
      'AbrotWithStatus',
      'AbortWithStatus',
      'where is the chain stopped by AbortWithStatus',
    ],
    [
      'why does calling c.Abrot() stop the chain',
      'Abrot',
      'Abort',
      'why does calling c.Abort() stop the chain',
    ],
  ])('%s: for %s it is %s', (input, word, suggestion, query) => {
    expect(didYouMeanHint(input, shards)).toEqual({ type: 'didYouMean', word, suggestion, query });
  });

  it.each([
    'context.Abort',
    'abort handler',
    'abr',
    'unicorn teleportation',
    'where do we abrot the chain of handlers',
    'path:abrot chain',
    '中间件',
    '',
  ])('suggests nothing for %s', (input) => {
    expect(didYouMeanHint(input, shards)).toBeUndefined();
  });
});
