import { describe, expect, it } from 'vitest';
import { isViewResult } from '../../../src/common/view/viewValues';
import { reasonOf } from '../../../src/webview/model/reasons';
import { result } from './viewFixtures';

describe('why a result was found', () => {
  it('is that the text occurs literally', () => {
    const found = result('src/cart.ts', 1, 9, { matchedBy: ['text', 'path'] });
    expect(reasonOf(found)).toBe('Found by its exact text, its path');
    expect(isViewResult(found)).toBe(true);
  });
});
