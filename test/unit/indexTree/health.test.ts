import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../../src/common/logger';
import { healthReport, type HealthFacts } from '../../../src/vscode/indexTree/health/healthReport';
import { RecentCodes } from '../../../src/vscode/indexTree/health/recentCodes';
import { safeProvider } from '../../../src/vscode/indexTree/health/safeProvider';
import { safeSettings } from '../../../src/vscode/indexTree/health/safeSettings';
import { providerInfo } from '../provider/providerInfoSample';

describe('RecentCodes', () => {
  it('keeps only the codes of the last twenty messages', () => {
    const log = new RecentCodes(silentLogger);
    log.error('/home/ada/secret-plan: PROVIDER_KEY: The key ada-key is refused.');
    log.warn('Not indexed: src/SECRET_PLAN.ts: EACCES: no');
    log.warn('SECRET_PLAN: a name that looks like a code');
    log.info('PROVIDER_BUSY: told, but no trouble');
    expect(log.recent.map(({ level, code }) => [level, code])).toEqual([
      ['error', 'PROVIDER_KEY'],
      ['warn', undefined],
      ['warn', undefined],
    ]);
    for (let i = 0; i < 30; i++) log.error('INTERNAL: again');
    expect(log.recent).toHaveLength(20);
  });
});

describe('safeSettings', () => {
  it('contains known values, and of others only that they are set', () => {
    const settings = [
      { name: 'a', value: 30, defaultValue: 30 },
      { name: 'b', value: false, defaultValue: true },
      { name: 'c', value: 'openai', defaultValue: 'builtin', known: ['builtin', 'openai'] },
      { name: 'd', value: 'https://plan.example', defaultValue: '' },
      { name: 'e', value: { 'plan/**': true, b: true }, defaultValue: {} },
      { name: 'f', value: ['plan'], defaultValue: [] },
      { name: 'g', value: 'plan', defaultValue: 'builtin', known: ['builtin'] },
    ];
    expect(safeSettings(settings).map(({ name, value }) => `${name}=${value}`)).toEqual([
      'b=false',
      'c=openai',
      'd=set',
      'e=set, 2 entries',
      'f=set, 1 entries',
      'g=set',
    ]);
  });
});

describe('safeProvider', () => {
  const info = providerInfo({
    id: 'openai',
    baseUrl: 'https://api.openai.com/v1',
    defaultModel: 'small',
    models: [{ id: 'large' }],
  });
  const of = (change: object, hasOwnModel = false) =>
    safeProvider(
      { id: 'openai', model: 'small', dimensions: 8, host: 'api.openai.com', ...change },
      [info],
      hasOwnModel,
    );

  it('contains only models and hosts that are publicly known', () => {
    expect(of({})).toEqual({ id: 'openai', model: 'small', dimensions: 8, host: 'api.openai.com' });
    expect(of({ queryModel: 'large' })).toMatchObject({ model: 'small', queryModel: 'large' });
    expect(of({ model: 'plan-42' }).model).toBe('own model');
    expect(of({ host: 'plan.example' }).host).toBe('own address');
    expect(of({ host: 'api.openai.com.plan.example' }).host).toBe('own address');
    expect(of({ host: '127.0.0.1:4000' }).host).toBe('this machine');
    expect(of({ id: 'builtin', host: null, model: 'potion' }).model).toBe('potion');
    expect(of({ id: 'builtin', host: null, model: 'plan' }, true).model).toBe('own model');
    expect(safeProvider(undefined, [], false).id).toBe('not loaded');
  });
});

describe('healthReport', () => {
  it('is Markdown with a section for each folder, and without the text of an error', () => {
    const facts: HealthFacts = {
      versions: { extension: '1.0.0' },
      window: { remote: 'no', trusted: true },
      state: {
        kind: 'failed',
        totals: { files: 1, chunks: 2 },
        error: { code: 'DISK_FULL', message: '/home/ada/plan', hint: 'plan' },
        next: {
          kind: 'failed',
          model: 'plan',
          host: 'plan.example',
          error: { code: 'PROVIDER_KEY', message: 'plan', hint: 'plan' },
        },
      },
      provider: { id: 'openai', model: 'small', queryModel: 'tiny', dimensions: 8, host: 'api.openai.com' },
      folders: [
        {
          isVirtual: false,
          counts: { indexed: 1200, chunks: 4000, skipped: 3, failed: 0 },
          skippedBy: { binary: 1, ignored: 2 },
          sizeBytes: 2048,
        },
        { isVirtual: true, trouble: 'FOLDER_NOT_FOUND' },
      ],
      settings: [{ name: 'semanticSearch.maxResults', value: '50' }],
      codes: [{ level: 'error', code: 'DISK_FULL', atMs: 0 }],
    };
    const text = healthReport(facts);
    expect(text).not.toContain('plan');
    for (const part of [
      '- error: DISK_FULL',
      '- model of questions: tiny',
      '- next index: failed, PROVIDER_KEY',
      '### Folder 1\n\n- indexed: 1,200 files, 4,000 chunks',
      '- skipped: 3 (ignored 2, binary 1)',
      '### Folder 2\n\n- virtual: true\n- error: FOLDER_NOT_FOUND',
      '- semanticSearch.maxResults: 50',
      '1970-01-01T00:00:00.000Z error DISK_FULL',
    ]) {
      expect(text).toContain(part);
    }
  });
});
