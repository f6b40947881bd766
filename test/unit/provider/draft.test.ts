import { describe, expect, it } from 'vitest';
import {
  choiceOf,
  draftOf,
  hostOf,
  optionsOf,
  withAddress,
  withModel,
} from '../../../src/vscode/provider/steps/draft';
import { providerInfo } from './providerInfoSample';

const small = { id: 'small', dimensions: 1536 };
const info = providerInfo({ defaultModel: 'small', models: [small] });

describe('a draft', () => {
  it('starts with the configured choice if it is of the same provider', () => {
    const own = { model: 'mine', baseUrl: 'https://b.example.com', dimensions: 256, queryModel: 'yours' };
    const current = { provider: info.id, ...own };
    expect(choiceOf(draftOf(info, current))).toEqual({ ...current, resultPath: undefined });
    expect(draftOf(info, { ...current, provider: 'other' })).toEqual({ info });
  });

  it('has the default model if the settings name none', () => {
    expect(draftOf(info, { provider: info.id }).model).toBe(small);
  });

  it('does not use a key for another host', () => {
    const draft = { ...draftOf(info, { provider: 'other' }), newKey: 'typed', storedKey: 'stored' };
    const elsewhere = withAddress(draft, 'https://b.example.com/v1');
    expect(hostOf(elsewhere)).toBe('b.example.com');
    expect(optionsOf(elsewhere, {})).not.toHaveProperty('apiKey', expect.any(String));
    expect(optionsOf(withAddress(draft, 'https://api.example.com/v2'), {})).toMatchObject({
      apiKey: 'typed',
    });
  });

  it('does not write the default address to the settings', () => {
    const draft = withAddress(draftOf(info, { provider: 'other' }), 'https://api.example.com/v1');
    expect(choiceOf(draft).baseUrl).toBeUndefined();
  });

  it('gives another model its own dimensions', () => {
    const draft = { info, model: small, dimensions: 256 };
    expect(withModel(draft, { id: 'large' }).dimensions).toBeUndefined();
    expect(withModel(draft, small).dimensions).toBe(256);
  });

  it('keeps dimensions and the model of questions within one vector space', () => {
    const [large, middle, lite] = ['large', 'middle', 'lite'].map((id) => ({ id, space: 'four' }));
    const draft = { info, model: large, dimensions: 256, queryModel: 'lite' };
    expect(withModel(draft, middle!)).toMatchObject({ model: middle, dimensions: 256, queryModel: 'lite' });
    // It asks with itself.
    expect(withModel(draft, lite!)).toMatchObject({ dimensions: 256, queryModel: undefined });
    const elsewhere = withModel(draft, { id: 'five', space: 'five' });
    expect([elsewhere.dimensions, elsewhere.queryModel]).toEqual([undefined, undefined]);
  });
});
