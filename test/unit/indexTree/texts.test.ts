import { describe, expect, it } from 'vitest';
import { readDetail } from '../../../src/common/messages/detailForm';
import { message } from '../../../src/common/messages/message';
import { escapeGlob } from '../../../src/common/text/globText';
import type { InventoryEntry, PathExplanation } from '../../../src/common/contracts/inventoryContract';
import { GlobList, IncludeFilter } from '../../../src/engine/corpus/globFilter';
import { IgnoreScope } from '../../../src/engine/corpus/ignoreScope';
import { entryText, isUnindexed } from '../../../src/vscode/indexTree/entryText';
import { explanationText } from '../../../src/vscode/indexTree/explanationText';
import { timeText } from '../../../src/common/text/timeText';
import { sizeText } from '../../../src/vscode/indexTree/figures';
import { inclusionsOf, lineThatIncludes } from '../../../src/vscode/indexTree/inclusion';
import type { GlobOrigin } from '../../../src/vscode/indexTree/reasonText';

const origins: Record<string, GlobOrigin> = {
  'own.ts': 'semanticSearch.exclude',
  '**/*.gen.ts': 'semanticSearch.exclude',
  '**/dist': 'files.exclude',
  nested: 'workspaceFolder',
};
const originOf = (glob: string): GlobOrigin => origins[glob] ?? 'default';

const indexed: InventoryEntry = {
  ...{ type: 'file', path: 'src/a.ts', name: 'a.ts', state: 'indexed', language: 'typescript' },
  ...{ chunks: 12, sizeBytes: 3072 },
};
const skipped = (path: string, reason: string, detail?: string): InventoryEntry => ({
  ...{ type: 'file', path, name: path, state: 'skipped', chunks: 0, reason },
  ...(detail !== undefined && {
    detail: reason === 'binary' ? message('binaryExtension', detail) : readDetail(detail),
  }),
});
const directory: InventoryEntry = {
  ...{ type: 'directory', path: 'src', name: 'src', state: 'indexed' },
  below: { indexed: 1200, chunks: 4000, skipped: 2, failed: 1 },
};

/** Two of its chunks have no vector. */
const partly: InventoryEntry = {
  ...indexed,
  withoutVector: { chunks: 2, message: 'OpenAI answered 403: *Blocked*.' },
};

describe('a file that the provider could not embed completely', () => {
  it("has the provider's message in the tree", () => {
    const text = entryText(partly, originOf);
    expect(text.description).toBe('12 chunks · 2 keyword-only · 3 KB');
    expect(text.label).toContain('2 keyword-only');
    expect(text.tooltipMarkdown).toContain(
      'The provider could not embed 2 of its 12 chunks: keyword matches only',
    );
    expect(text.tooltipMarkdown).toContain('OpenAI answered 403: \\*Blocked\\*.');
    const below = { indexed: 12, chunks: 40, skipped: 0, failed: 0, withoutVector: 3 };
    expect(entryText({ ...directory, below }, originOf).description).toBe('12 files · 3 keyword-only');
  });

  it('counts as not completely indexed, like its directory', () => {
    const ready = {
      kind: 'ready',
      totals: { files: 1, chunks: 1 },
      failedFiles: 0,
      skippedPaths: 0,
    } as const;
    expect([isUnindexed(partly, ready), isUnindexed(indexed, ready)]).toEqual([true, false]);
    const below = { indexed: 12, chunks: 40, skipped: 0, failed: 0, withoutVector: 3 };
    expect(isUnindexed({ ...directory, below }, ready)).toBe(true);
  });

  it('has the reason in its explanation', () => {
    const provider = { id: 'openai', model: 'small', dimensions: 8, host: 'api.openai.com' };
    const { verdict, rows } = explanationText(
      { path: partly.path, entry: partly, maxFileSizeBytes: 1_000_000, provider },
      originOf,
    );
    expect(verdict).toBe('Indexed');
    expect(rows.at(-1)).toEqual({
      icon: 'warning',
      text: 'The provider could not embed 2 of its 12 chunks: keyword matches only',
      note: 'OpenAI answered 403: *Blocked*.',
    });
  });
});

describe('entryText', () => {
  it.each<[InventoryEntry, string, string]>([
    [indexed, '12 chunks · 3 KB', 'file canIndex canExclude canExplain'],
    [directory, '1,200 files · 1 failed · 2 skipped', 'directory canIndex canExclude canExplain'],
    [skipped('a', 'ignored', 'x/.gitignore:3'), 'ignored by x/.gitignore:3', 'file canInclude canExplain'],
    [
      skipped('own.ts', 'excluded', 'own.ts'),
      'excluded by semanticSearch.exclude: own.ts',
      'file canInclude canExplain',
    ],
    [
      skipped('dist', 'excluded', '**/dist'),
      'excluded by files.exclude: **/dist',
      'file canInclude canExplain',
    ],
    [skipped('n', 'excluded', '**/node_modules'), 'excluded by default: **/node_modules', 'file canExplain'],
    [skipped('nested', 'excluded', 'nested'), 'separate workspace folder', 'file canExplain'],
    [skipped('a', 'excluded', 'version control'), 'version control', 'file canExplain'],
    [
      skipped('a', 'excluded', 'not included'),
      'not matched by the setting semanticSearch.include',
      'file canInclude canExplain',
    ],
    [skipped('a', 'excluded', 'a link to b, which has a path of its own'), 'link to b', 'file canExplain'],
    [
      skipped('a', 'too-large', '1.5 MiB, the limit is 1.0 MiB'),
      'too large (1.5 MB, limit 1.0 MB)',
      'file canInclude canExplain',
    ],
    [skipped('a', 'binary', '.png'), 'binary', 'file canExplain'],
    [skipped('a', 'of-tomorrow', 'who knows'), 'who knows', 'file canExplain'],
    [
      { ...indexed, state: 'waiting', reason: 'removed' },
      'deleted, still in the index',
      'file canIndex canExplain',
    ],
  ])('%o', (entry, description, contextValue) => {
    const text = entryText(entry, originOf);
    expect([text.description, text.contextValue]).toEqual([description, contextValue]);
    expect(text.label).toContain(entry.name);
    expect(text.label).toContain(description.split(' · ')[0]!);
  });

  it('shows the message of a provider with its special characters escaped', () => {
    const failed: InventoryEntry = {
      ...indexed,
      ...{ state: 'failed', reason: 'PROVIDER_KEY' },
      error: { code: 'PROVIDER_KEY', message: 'Key [refused](command:x)', hint: '$(bug)' },
    };
    const { tooltipMarkdown, label } = entryText(failed, originOf);
    expect(label).toBe('a.ts, Failed: Key [refused](command:x) $(bug)');
    expect(tooltipMarkdown).toContain('Failed: Key \\[refused\\]\\(command:x\\) \\\\$\\(bug\\)');
  });
});

describe('isUnindexed', () => {
  it('includes a directory that may contain unindexed files', () => {
    const ready = {
      kind: 'ready',
      totals: { files: 1, chunks: 1 },
      failedFiles: 0,
      skippedPaths: 0,
    } as const;
    const paused = { kind: 'paused', totals: ready.totals } as const;
    const whole: InventoryEntry = { ...directory, below: { indexed: 1, chunks: 1, skipped: 0, failed: 0 } };
    const of = (state: typeof ready | typeof paused) =>
      [indexed, directory, whole, skipped('a', 'binary')].map((entry) => isUnindexed(entry, state));
    expect(of(ready)).toEqual([false, true, false, true]);
    expect(of(paused)).toEqual([false, true, true, true]);
  });
});

describe('explanationText', () => {
  const explain = (change: Partial<PathExplanation>): ReturnType<typeof explanationText> =>
    explanationText(
      {
        path: 'src/a.ts',
        entry: indexed,
        maxFileSizeBytes: 1024 * 1024,
        provider: { id: 'builtin', model: 'small', dimensions: 4, host: null },
        ...change,
      },
      originOf,
    );

  it('lists all checks of an indexed file', () => {
    const { verdict, rows } = explain({});
    expect(verdict).toBe('Indexed');
    expect(rows.map(({ icon }) => icon)).toEqual(Array(8).fill('check'));
    expect(rows.at(-1)?.note).toBe('12 chunks · typescript · small');
    expect(rows.at(-3)?.note).toBe('3 KB of 1.0 MB');
  });

  it('names the rule that keeps a file in the index', () => {
    const rule = { path: '.semanticignore', line: 2, text: '!/build/' };
    const { rows } = explain({ keptBy: { rule, include: 'src/**', secretName: true } });
    expect(rows[1]).toEqual({
      icon: 'check',
      text: 'Exception in an ignore file: .semanticignore:2',
      note: '!/build/',
      place: { path: '.semanticignore', line: 2 },
    });
    expect(rows[3]?.note).toBe('semanticSearch.include: src/**');
    expect(rows[4]?.text).toBe('File name of a secret file, indexed because of a setting');
    const { rows: others } = explain({ keptBy: { secretContent: message('privateKey') } });
    expect(others[6]).toMatchObject({
      text: 'Content may hold secrets, indexed because of a setting',
      note: 'a private key · semanticSearch.includeSecretFiles',
    });
  });

  it.each<[InventoryEntry, number]>([
    [skipped('a', 'excluded', 'version control'), 0],
    [skipped('a', 'link-loop'), 0],
    [skipped('a', 'ignored', '.gitignore:1'), 1],
    [skipped('a', 'excluded', '**/dist'), 2],
    [skipped('a', 'excluded', 'not included'), 3],
    [skipped('a', 'binary', '.png'), 4],
    [skipped('a', 'secret', 'a name that is given to keys and passwords'), 4],
    [skipped('a', 'too-large', '2.0 MiB, the limit is 1.0 MiB'), 5],
    [skipped('a', 'secret', 'a private key'), 6],
    [skipped('a', 'minified', 'a line of 9000 characters'), 6],
    [{ ...indexed, state: 'waiting', reason: 'new' }, 6],
    [{ ...directory, state: 'skipped', reason: 'ignored', detail: '.gitignore:1' }, 1],
  ])('ends with the deciding check: %o', (entry, passed) => {
    const { rows } = explain({ entry });
    expect(rows.filter(({ icon }) => icon === 'check')).toHaveLength(passed);
    expect(rows.filter(({ icon }) => icon !== 'info')).toHaveLength(passed + 1);
  });

  it('names the skipped directory above, and the line of the rule', () => {
    const rule = { path: '.gitignore', line: 3, text: 'src/' };
    const entry = { ...directory, state: 'skipped', reason: 'ignored', detail: '.gitignore:3' } as const;
    const { verdict, rows } = explain({ entry, leftOutWith: 'src', rule });
    expect(verdict).toBe('Not indexed: ignored by .gitignore:3');
    expect(rows[0]?.text).toBe('The folder src and everything in it is excluded');
    expect(rows.at(-1)).toMatchObject({ note: 'src/', place: rule });
    expect(rows.at(-2)?.text).toBe('Ignore files also apply to files tracked by Git');
  });

  it('reports that the file does not exist', () => {
    expect(explain({ entry: undefined }).verdict).toBe('The file does not exist and is not in the index');
  });
});

describe('inclusionsOf', () => {
  it('adds generated, minified and drawn files to the setting for them', () => {
    expect(inclusionsOf(skipped('a*.ts', 'generated', 'drawing'), originOf)).toEqual([
      { kind: 'addGenerated', glob: 'a[*].ts' },
    ]);
    expect(inclusionsOf(skipped('b.ts', 'minified', ''), originOf)).toEqual([
      { kind: 'addGenerated', glob: 'b.ts' },
    ]);
  });

  it("removes a glob of the extension's setting, and reports whether it matches other files", () => {
    expect(inclusionsOf(skipped('own.ts', 'excluded', 'own.ts'), originOf)).toEqual([
      { kind: 'removeExclude', glob: 'own.ts', isForItAlone: true },
    ]);
    expect(inclusionsOf(skipped('a.gen.ts', 'excluded', '**/*.gen.ts'), originOf)).toMatchObject([
      { isForItAlone: false },
    ]);
  });

  it("overrides git, but not a line of the extension's own ignore file", () => {
    expect(inclusionsOf(skipped('a b', 'ignored', 'x/.gitignore:12'), originOf)).toEqual([
      { kind: 'addLine', line: '!/a b' },
      { kind: 'openRule', path: 'x/.gitignore', line: 12 },
    ]);
    expect(inclusionsOf(skipped('a', 'ignored', 'x/.semanticignore:1'), originOf)).toEqual([
      { kind: 'openRule', path: 'x/.semanticignore', line: 1 },
    ]);
  });

  it.each([
    'a.ts',
    'src/[id]/page.tsx',
    'a{b}c',
    'what?.md',
    'x*',
    '!important',
    '#a',
    'a (1).ts',
    'end ',
    'back\\slash',
    '(group)/p.ts',
  ])('matches only %s, as a glob and as a line of an ignore file', (path) => {
    const globs = new GlobList([escapeGlob(path)]);
    expect(globs.find(path)).toBeDefined();
    expect(globs.find(`${path}x`)).toBeUndefined();
    expect(new IncludeFilter([escapeGlob(path)]).keepsFile(path)).toBe(true);
    const all = IgnoreScope.empty.add('.gitignore', '**\n', '');
    const scope = all.add('.semanticignore', `${lineThatIncludes({ path, type: 'file' })}\n`, '');
    expect(scope.decide(path, false)?.isIgnored).toBe(false);
    expect(scope.decide(`${path}x`, false)?.isIgnored).toBe(true);
  });
});

describe('figures', () => {
  it('formats sizes', () => {
    expect([0, 1023, 1024, 1536, 10 * 1024 ** 2, 1.26 * 1024 ** 2, 3 * 1024 ** 4].map(sizeText)).toEqual([
      '0 B',
      '1023 B',
      '1 KB',
      '2 KB',
      '10 MB',
      '1.3 MB',
      '3.0 TB',
    ]);
  });

  it('includes the date only for another day', () => {
    const now = new Date(2025, 2, 9, 18, 0);
    expect(timeText(new Date(2025, 2, 9, 7, 5).getTime(), now)).toBe('07:05');
    expect(timeText(new Date(2025, 2, 8, 17, 30).getTime(), now)).toBe('2025-03-08 17:30');
  });
});
