import { describe, expect, it } from 'vitest';
import type { ModelInfo, ProviderInfo } from '../../../src/common/contracts/providerInfo';
import {
  addressRows,
  checkAddress,
  suggestedAddress,
  tidyAddress,
} from '../../../src/vscode/provider/steps/address';
import { dimensionRows, hasOtherDimensions } from '../../../src/vscode/provider/steps/dimensionRows';
import { checkKey, keyPlaceholder } from '../../../src/vscode/provider/steps/keyText';
import {
  describeModel,
  modelRows,
  modelToBeginWith,
  type ModelList,
} from '../../../src/vscode/provider/steps/modelRows';
import { providerRows } from '../../../src/vscode/provider/steps/providerRows';
import { providerStep } from '../../../src/vscode/provider/steps/providerStep';
import type { PickOptions } from '../../../src/vscode/provider/steps/stage';
import type { StepContext } from '../../../src/vscode/provider/steps/step';
import type { StepRow } from '../../../src/vscode/provider/steps/stepRow';
import { limitsText, testedContent, testingContent } from '../../../src/vscode/provider/steps/testRows';
import { providerInfo } from './providerInfoSample';

const small: ModelInfo = {
  id: 'small',
  dimensions: 1536,
  otherDimensions: [512, 1024],
  maxInputTokens: 8192,
  price: { amount: 0.02, currency: 'USD' },
};
const large: ModelInfo = { id: 'large', dimensions: 3072 };
const info: ProviderInfo = providerInfo({ defaultModel: 'small', models: [small, large] });

/** Labels with the headings before them; the focused one in brackets. */
function outline(rows: readonly StepRow<unknown>[]): string[] {
  return rows.map((row) =>
    'heading' in row
      ? `# ${row.heading}`
      : 'note' in row
        ? `(${row.note})`
        : row.isActive
          ? `[${row.label}]`
          : row.label,
  );
}

function rowOf<T>(rows: readonly StepRow<T>[], label: string) {
  return rows.flatMap((row) => ('label' in row && row.label === label ? [row] : []))[0];
}

describe('the first step', () => {
  const shownFirst = async (current: string, active?: string): Promise<string[]> => {
    let first: string[] = [];
    const stage = {
      pick: ({ content }: PickOptions<string>): Promise<string> => {
        first = outline(content.rows);
        return Promise.resolve('builtin');
      },
    };
    const context = { stage, trial: {}, current: { provider: current } } as unknown as StepContext;
    await providerStep(context, { title: '', hasBack: false }, active);
    return first;
  };

  it('shows the built-in model before the others are loaded only if it keeps the focus', async () => {
    expect(await shownFirst('builtin')).toEqual(['[Built-in model]']);
    expect(await shownFirst('openai')).toEqual([]);
    expect(await shownFirst('builtin', 'openai')).toEqual([]);
    expect(await shownFirst('openai', 'builtin')).toEqual(['[Built-in model]']);
  });
});

describe('the list of providers', () => {
  const infos = ['openai', 'ollama', 'scnet', 'qhaigc', 'openai-compatible', 'voyage'].map((id) =>
    providerInfo({ id, label: id }),
  );

  it('starts with the built-in model, then groups the others', () => {
    expect(outline(providerRows(infos, 'builtin'))).toEqual([
      '[Built-in model]',
      '# Gateways',
      ...['qhaigc', 'scnet'],
      '# On your own machine or server',
      ...['ollama', 'openai-compatible'],
      '# Others',
      ...['openai', 'voyage'],
    ]);
  });

  it('contains only the built-in model while the others are not loaded', () => {
    expect(outline(providerRows([], 'openai'))).toEqual(['Built-in model']);
  });

  it('marks the current provider, and focuses the previously chosen one', () => {
    const rows = providerRows(infos, 'openai', 'voyage');
    expect(rowOf(rows, 'openai')?.description).toMatch(/current$/);
    expect(outline(rows).filter((label) => label.startsWith('['))).toEqual(['[voyage]']);
  });

  it('shows the host and whether a key is required', () => {
    const rows = providerRows(
      [
        providerInfo({ id: 'a', label: 'a', baseUrl: 'https://api.example.com/v1', key: 'required' }),
        providerInfo({ id: 'b', label: 'b', baseUrl: undefined, key: 'none' }),
      ],
      'builtin',
    );
    expect(rowOf(rows, 'a')?.description).toBe('api.example.com · API key required');
    expect(rowOf(rows, 'b')?.description).toBe('no API key');
  });
});

describe('an address', () => {
  it.each([
    ['', /required/],
    ['localhost:11434', /start with/],
    ['ftp://example.com', /start with/],
    ['https://', /not a valid address/],
    ['https://user@example.com', /user and password/],
    ['https://user:password@example.com/v1', /user and password/],
  ])('%j is refused', (text, why) => {
    expect(checkAddress(text)).toMatchObject({
      severity: 'error',
      text: expect.stringMatching(why) as string,
    });
  });

  it.each(['http://example.com/v1', 'http://192.168.1.4:11434', 'HTTP://example.com'])(
    '%j is accepted with a warning',
    (text) => {
      expect(checkAddress(text)?.severity).toBe('warning');
    },
  );

  it.each([
    'https://example.com/v1',
    ' https://example.com/ ',
    'https://example.com?api-version=1',
    'http://localhost:1234/v1',
    'http://127.0.0.1:8080',
    'http://[::1]:8080',
  ])('%j is accepted', (text) => {
    expect(checkAddress(text)).toBeUndefined();
  });

  it('is stored without spaces and trailing slash', () => {
    expect(tidyAddress(' https://example.com/v1// ')).toBe('https://example.com/v1');
  });

  it('is suggested if it is probably right', () => {
    const local = { baseUrlExample: 'http://localhost:1234/v1' };
    expect(suggestedAddress(local, undefined)).toBe('http://localhost:1234/v1');
    expect(suggestedAddress(local, 'https://mine')).toBe('https://mine');
    expect(suggestedAddress({ baseUrlExample: 'https://NAME.example.com' }, undefined)).toBe('');
    expect(suggestedAddress({}, undefined)).toBe('');
  });

  it('is chosen from the default and the current one', () => {
    expect(outline(addressRows('https://a', undefined, false))).toEqual(['https://a', 'Another Address…']);
    const rows = addressRows('https://a', 'https://b', true);
    expect(outline(rows)).toEqual(['[https://b]', 'https://a', 'Another Address…']);
    expect(rowOf(rows, 'https://a')?.description).not.toMatch(/current/);
  });
});

describe('a key', () => {
  it('may be empty if one is stored or none is required', () => {
    expect(checkKey('', true)?.severity).toBe('error');
    expect(checkKey(' ', true)?.severity).toBe('error');
    expect(checkKey('', false)).toBeUndefined();
  });

  it.each(['two words', 'line\nbreak', 'schlüssel'])('%j is refused', (key) => {
    expect(checkKey(key, true)?.severity).toBe('error');
  });

  it('is accepted with spaces around it', () => {
    expect(checkKey(' abc-123_x= ', true)).toBeUndefined();
  });

  it('explains the meaning of an empty box', () => {
    expect(keyPlaceholder('required', true)).toMatch(/keep the stored API key/);
    expect(keyPlaceholder('optional', false)).toMatch(/empty/);
    expect(keyPlaceholder('required', false)).not.toMatch(/empty/);
  });
});

describe('the list of models', () => {
  const rowsWith = (list: ModelList, current?: string) =>
    modelRows({ info, host: 'api.example.com', list, current });
  const error = { code: 'PROVIDER_REFUSED', message: 'No list: 404.', hint: '' } as const;

  it.each<ModelList>([{ kind: 'none' }, { kind: 'loading' }, { kind: 'listed', models: [] }])(
    'contains the documented ones, and any other: %o',
    (list) => {
      expect(outline(rowsWith(list))).toEqual(['# Documented', '[small]', 'large', '# ', 'Another Model…']);
    },
  );

  it('starts with listed models, in the order of the documentation', () => {
    const models = [{ id: 'new' }, { id: 'small', dimensions: undefined }, { id: 'new' }];
    const rows = rowsWith({ kind: 'listed', models });
    expect(outline(rows)).toEqual([
      '# Listed by api.example.com',
      ...['[small]', 'new'],
      '# Documented, not in the list of the provider',
      ...['large', '# ', 'Another Model…'],
    ]);
    expect(rowOf(rows, 'small')?.value).toEqual(small);
  });

  it('focuses the current one, whether it is listed or not', () => {
    expect(outline(rowsWith({ kind: 'none' }, 'large'))).toContain('[large]');
    expect(outline(rowsWith({ kind: 'none' }, 'mine')).slice(0, 2)).toEqual(['# Configured', '[mine]']);
  });

  it('focuses the previously chosen one, even if it is not the current one', () => {
    const rows = modelRows({
      info,
      host: 'api.example.com',
      list: { kind: 'none' },
      current: 'large',
      chosen: 'typed',
    });
    expect(outline(rows)).toContain('[typed]');
    expect(rowOf(rows, 'typed')?.description).toBe('');
    expect(rowOf(rows, 'large')?.description).toBe('current');
  });

  it('focuses another one if there is no current one', () => {
    const rows = modelRows({
      info: providerInfo({ models: [] }),
      host: 'localhost:1234',
      list: { kind: 'loading' },
    });
    expect(outline(rows)).toEqual(['# ', '[Another Model…]']);
  });

  it('explains why there is no list, and can be used nevertheless', () => {
    const rows = rowsWith({ kind: 'failed', error });
    expect(rows[0]).toMatchObject({ detail: 'No list: 404.', value: 'listAgain' });
    expect(outline(rows)).toContain('[small]');
    expect(rowsWith({ kind: 'failed', error: { ...error, code: 'PROVIDER_KEY' } })[0]).toMatchObject({
      value: 'key',
    });
  });

  describe('the list of models of a server that installs them', () => {
    const server = providerInfo({
      key: 'none',
      defaultModel: 'small',
      models: [small, large],
      installCommand: 'ollama pull',
    });
    const listed = (...ids: string[]): ModelList => ({ kind: 'listed', models: ids.map((id) => ({ id })) });
    const rowsOf = (list: ModelList) => modelRows({ info: server, host: 'localhost:11434', list });

    it('starts with the installed ones, and offers to install each other one', () => {
      const rows = rowsOf(listed('mine', 'small'));
      expect(outline(rows)).toEqual([
        '# Installed on localhost:11434',
        ...['[small]', 'mine'],
        '# Not installed',
        ...['$(cloud-download) large', '# ', '$(sync) Refresh the List', 'Another Model…'],
      ]);
      expect(rowOf(rows, '$(cloud-download) large')).toMatchObject({
        description: 'not installed: ollama pull large',
        value: { install: large },
      });
    });

    it('focuses an installed one, whether the recommended one is installed or not', () => {
      expect(outline(rowsOf(listed('mine')))).toContain('[mine]');
      expect(outline(rowsOf(listed()))).toContain('[$(sync) Refresh the List]');
    });

    it('does not state that a model is not installed before the server has answered', () => {
      expect(outline(rowsOf({ kind: 'loading' }))).toEqual([
        '# Documented',
        ...['[small]', 'large', '# ', 'Another Model…'],
      ]);
    });

    it('suggests the first installed one if the recommended one is not installed', () => {
      expect(modelToBeginWith(server, listed('mine', 'small'))?.id).toBe('small');
      expect(modelToBeginWith(server, listed('mine', 'large'))?.id).toBe('large');
      expect(modelToBeginWith(server, listed())).toBeUndefined();
      expect(modelToBeginWith(info, { kind: 'none' })).toEqual(small);
      expect(modelToBeginWith(providerInfo(), listed('b', 'a'))?.id).toBe('b');
    });
  });

  it('shows no icon because of a name', () => {
    const rows = rowsWith({ kind: 'listed', models: [{ id: 'a$(bug)' }] });
    expect(outline(rows)).toContain('a\\$(bug)');
  });

  it('shows the known properties', () => {
    expect(describeModel(small)).toBe('1,536 dimensions · 8,192 tokens per text · $0.02 per million tokens');
    expect(describeModel({ id: 'x' })).toBe('');
  });
});

describe('the list of dimensions', () => {
  it('is shown only if there is a choice', () => {
    expect(hasOtherDimensions(small)).toBe(true);
    expect(hasOtherDimensions(large)).toBe(false);
  });

  it("contains the model's default first, then the others, largest first", () => {
    expect(outline(dimensionRows(small, undefined))).toEqual([
      '[1,536 dimensions]',
      '1,024 dimensions',
      '512 dimensions',
    ]);
  });

  it('focuses the current dimensions, whether they are offered or not', () => {
    expect(outline(dimensionRows(small, 512))[2]).toBe('[512 dimensions]');
    expect(outline(dimensionRows(small, 300))).toContain('[300 dimensions]');
    expect(outline(dimensionRows(small, 1536))[0]).toBe('[1,536 dimensions]');
  });
});

describe('the test of the connection', () => {
  const test = {
    host: 'api.example.com',
    model: 'small',
    dimensions: 1536,
    latencyMs: 213.7,
    maxInputs: 2048,
    maxInputTokens: 8192,
    maxRequestTokens: 300_000,
    learned: ['at most 5 texts a request'],
  };
  const all = ['address', 'key', 'model', 'resultPath'] as const;

  it('can be cancelled', () => {
    expect(testingContent('api.example.com')).toMatchObject({ isBusy: true, rows: [{}, { value: 'stop' }] });
  });

  it('shows dimensions, latency, limits, and learned properties', () => {
    const { rows, placeholder } = testedContent({ test }, 'api.example.com', all);
    expect(placeholder).toBe('api.example.com responded with small');
    expect(rows[0]).toMatchObject({
      value: 'continue',
      description: '1,536 dimensions · 214 ms',
      detail:
        'up to 2,048 texts and 300,000 tokens per request, 8,192 tokens per text · learned: at most 5 texts a request',
    });
    expect(rows[1]).toMatchObject({ value: 'again' });
  });

  it('shows only known limits', () => {
    expect(limitsText({ ...test, maxInputs: 1, maxRequestTokens: undefined })).toBe(
      '1 text per request, 8,192 tokens per text',
    );
  });

  it.each([
    ['PROVIDER_KEY', ['key', 'again']],
    ['PROVIDER_TASK', ['resultPath', 'again']],
    ['PROVIDER_REFUSED', ['model', 'again']],
    ['PROVIDER_QUOTA', ['again', 'key']],
    ['PROVIDER_UNREACHABLE', ['again', 'address']],
    ['PROVIDER_BUSY', ['again']],
  ] as const)('offers the next action after %s', (code, expected) => {
    const error = { code, message: 'No.', hint: 'Do this.' };
    const { rows } = testedContent({ error }, 'api.example.com', all);
    const choices = rows.flatMap((row) => ('label' in row ? [row] : []));
    expect(choices.map(({ value }) => value)).toEqual(['details', 'details', ...expected]);
    expect(choices.find(({ isActive }) => isActive)?.value).toBe(expected[0]);
  });

  it('offers no return to a step that is not part of the sequence', () => {
    const error = { code: 'PROVIDER_REFUSED', message: 'No.', hint: '' } as const;
    const { rows } = testedContent({ error }, 'api.example.com', ['key']);
    expect(JSON.stringify(rows)).not.toContain('"model"');
  });

  it('divides a long message into two lines, and shows no icon because of it', () => {
    const message = `${'word '.repeat(20)}$(bug)\nend`;
    const { rows } = testedContent({ error: { code: 'INTERNAL', message, hint: '' } }, 'host', all);
    const [first] = rows;
    expect(first).toMatchObject({ detail: expect.stringMatching(/end$/) as string });
    expect(first && 'label' in first && first.label.length).toBeLessThan(100);
    const { rows: spelled } = testedContent(
      { error: { code: 'INTERNAL', message: '$(bug)', hint: '' } },
      'host',
      all,
    );
    expect(spelled[0]).toMatchObject({ label: '$(error) \\$(bug)' });
  });

  it('divides Chinese text at the end of the line, not at the first space', () => {
    const message = `OpenAI (api.openai.com) ${'无法访问此主机，连接被拒绝。'.repeat(6)}`;
    const { rows } = testedContent({ error: { code: 'INTERNAL', message, hint: '' } }, 'host', all);
    const [first] = rows;
    const label = first && 'label' in first ? first.label.replace('$(error) ', '') : '';
    expect(label.length).toBeGreaterThan(40);
    expect(label.length).toBeLessThan(60);
    expect(label + (first && 'detail' in first ? (first.detail ?? '') : '')).toBe(message);
  });
});
