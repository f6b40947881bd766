import { describe, expect, it } from 'vitest';
import { plainMarkup } from '../../../src/common/text/plainMarkup';

describe('plainMarkup', () => {
  it.each([
    ['## Limiting batch size with `maxBatchSize`', 'Limiting batch size with maxBatchSize'],
    ['CORS (Cross-Origin) { #cors-cross-origin }', 'CORS (Cross-Origin)'],
    ['Usage {#usage .wide}', 'Usage'],
    ['Usage ##', 'Usage'],
    ['C# and F#', 'C# and F#'],
    ['[`Query`](../query.md) and [links][1]', 'Query and links'],
    ['![a picture](x.png) of it', 'a picture of it'],
    ['**Bold**, *slanted*, _too_, ~~gone~~', 'Bold, slanted, too, gone'],
    ['snake_case_name and 2*3*4', 'snake_case_name and 2*3*4'],
    ['`__init__` and __main__', '__init__ and __main__'],
    ['`a <b> *c*`', 'a <b> *c*'],
    ['Map<T, U> <abbr title="x">CORS</abbr>', 'Map<T, U> CORS'],
    ['an escaped \\_name\\_', 'an escaped _name_'],
    ['- [ ] to do', 'to do'],
    ['2. second', 'second'],
    ['== AsciiDoc', 'AsciiDoc'],
    ['a == b', 'a == b'],
    ['', ''],
  ])('%s', (line, expected) => {
    expect(plainMarkup(line)).toBe(expected);
  });
});
