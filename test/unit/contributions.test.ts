import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import manifest from '../../package.json';
import texts from '../../package.nls.json';
import chineseTexts from '../../package.nls.zh-cn.json';
import { providerRecords } from '../../src/engine/embedding/providers/providerRecords';
import { agentTools } from '../../src/agents/tools';
import { toolName } from '../../src/vscode/agents/toolName';
import { commands, contextKeys, editorMenu, views } from '../../src/vscode/contributions';
import { settings } from '../../src/vscode/settings';

vi.mock('vscode', () => ({}));

const sources = path.join(import.meta.dirname, '..', '..', 'src');

async function sourceTexts(): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(sources, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'));
  return new Map(
    await Promise.all(
      files.map(async (entry): Promise<[string, string]> => {
        const file = path.join(entry.parentPath, entry.name);
        return [path.relative(sources, file), await readFile(file, 'utf8')];
      }),
    ),
  );
}

const { contributes, capabilities } = manifest;

/** A declared setting; its texts are keys of `package.nls.json`. */
interface DeclaredSetting {
  readonly type: string | readonly string[];
  readonly default: unknown;
  readonly scope: string;
  readonly markdownDescription: string;
}

const declaredSettings = Object.fromEntries(
  contributes.configuration.flatMap(({ properties }) => Object.entries<DeclaredSetting>(properties)),
);

/** The text for a key. */
function textOf(key: string): string {
  const name = /^%(.+)%$/.exec(key)?.[1];
  return name === undefined ? key : (texts as Record<string, string>)[name]!;
}

describe('the manifest', () => {
  it('declares exactly the commands of the code', () => {
    const declared = contributes.commands.map(({ command }) => command);
    expect(declared.toSorted()).toEqual(Object.values(commands).toSorted());
    expect(new Set(declared).size).toBe(declared.length);
  });

  it('declares only commands that are registered', async () => {
    const text = [...(await sourceTexts()).values()].join('\n');
    for (const name of Object.keys(commands)) {
      expect(new RegExp(`[rR]egister\\w*\\(\\s*commands\\.${name}\\b`).exec(text), name).not.toBeNull();
    }
  });

  it('gives menu items different positions in their group', () => {
    for (const { properties } of contributes.configuration) {
      const places = Object.values<{ readonly order: number }>(properties).map(({ order }) => order);
      expect(places.sort((a, b) => a - b)).toEqual(places.map((_, place) => place));
    }
  });

  it('declares exactly the settings that are read', async () => {
    expect(Object.keys(declaredSettings).toSorted()).toEqual(Object.keys(settings).toSorted());
    const text = (await sourceTexts()).get(path.join('vscode', 'configuration.ts'))!;
    for (const id of Object.keys(settings)) {
      const readAs = new RegExp(`(?:readSetting|readText|globs)\\('${id.replaceAll('.', '\\.')}'`);
      expect(text, id).toMatch(readAs);
      // Changes of each setting are observed, so that they take effect at once. These are read for each search.
      if (id === 'semanticSearch.rerankerParameters') continue;
      expect(text.split(`'${id}'`).length - 1, id).toBeGreaterThan(1);
    }
  });

  it('declares for every setting the type that is read', () => {
    const samples: readonly (readonly [types: readonly string[], value: unknown])[] = [
      [['boolean'], true],
      [['string'], 'text'],
      [['integer', 'number'], 12],
      [['null'], null],
      [['array'], ['text']],
      [['object'], { text: true }],
    ];
    for (const [id, isValid] of Object.entries(settings)) {
      const { type, default: byDefault } = declaredSettings[id]!;
      expect(isValid(byDefault), id).toBe(true);
      for (const [types, value] of samples) {
        const isDeclared = [type].flat().some((one) => types.includes(one));
        expect(isValid(value), `${id}: ${JSON.stringify(value)}`).toBe(isDeclared);
      }
    }
  });

  it('gives every setting a default and a description', () => {
    for (const [key, property] of Object.entries(declaredSettings)) {
      expect(property, key).toHaveProperty('default');
      expect(textOf(property.markdownDescription).length, key).toBeGreaterThan(20);
    }
  });

  it('names existing commands, views and context keys in menus and key bindings', () => {
    const known = new Set([
      ...Object.values(commands),
      ...Object.values(views),
      ...Object.values(contextKeys),
      editorMenu,
      ...Object.keys(declaredSettings),
      // Used only in the manifest: the container of the views.
      'semanticSearch',
    ] as string[]);
    const used = JSON.stringify([
      contributes.menus,
      contributes.keybindings,
      contributes.commands,
      contributes.views,
    ]);
    for (const [id] of used.matchAll(/semanticSearch\.\w+/g)) expect(known, id).toContain(id);
  });

  it('shows rarely used commands in the palette only if they apply', () => {
    const conditions = new Map(contributes.menus.commandPalette.map(({ command, when }) => [command, when]));
    const enabled = new Map(
      contributes.commands.map((declared) => [
        declared.command,
        'enablement' in declared ? declared.enablement : undefined,
      ]),
    );
    const shownWhere = (name: keyof typeof commands): string | undefined =>
      conditions.get(commands[name]) ?? enabled.get(commands[name]);
    for (const name of ['setApiKey', 'forgetApiKey', 'reviewSending'] as const) {
      expect(shownWhere(name), name).toMatch(/semanticSearch\.provider != builtin/);
    }
    for (const name of ['refreshResults', 'clearResults', 'openNextResult', 'copyResults'] as const) {
      expect(shownWhere(name), name).toMatch(/hasResults/);
    }
    expect(shownWhere('resumeIndexing')).toMatch(/paused/);
    expect(shownWhere('cancelIndexing')).toMatch(/building/);
    expect(shownWhere('searchSelection')).toMatch(/editorHasSelection/);
    expect(shownWhere('search')).toBeUndefined();
  });

  it('sorts the search first in the palette, in English and in Chinese', () => {
    for (const [language, names] of [
      ['en', texts],
      ['zh-CN', chineseTexts],
    ] as const) {
      const titles = contributes.commands.map(
        ({ command, title }) => [command, (names as Record<string, string>)[title.slice(1, -1)]!] as const,
      );
      const [first] = titles.toSorted(([, a], [, b]) => a.localeCompare(b, language));
      expect(first?.[0], language).toBe(commands.search);
    }
  });

  it('has a picture for each step of the walkthrough in each kind of theme', async () => {
    const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    const names = await readdir(path.join(sources, '..', 'media', 'walkthrough'));
    const pictures = names.map((name) => `media/walkthrough/${name}`);
    expect(steps.map(({ id }) => id)).toEqual(['ask', 'view', 'index', 'similar', 'provider']);
    for (const { id, media } of steps) {
      const [light, dark] = [`media/walkthrough/${id}-light.png`, `media/walkthrough/${id}-dark.png`];
      expect(media.image).toEqual({ light, dark, hc: dark, hcLight: light });
      expect(pictures).toEqual(expect.arrayContaining([light, dark]));
    }
  });

  it('lists every provider by its own name', () => {
    const setting = contributes.configuration[2]!.properties['semanticSearch.provider']!;
    expect(setting.enum).toEqual([setting.default, ...providerRecords.map(({ id }) => id)]);
    expect(setting.enumItemLabels.map(textOf)).toEqual([
      'Built-in model',
      ...providerRecords.map(({ label }) => label),
    ]);
    expect(setting.enumDescriptions).toHaveLength(setting.enum.length);
  });

  it('lets a restricted workspace set neither the provider nor options of the engine', () => {
    expect(capabilities.untrustedWorkspaces.supported).toBe('limited');
    const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
    const ofMachine = Object.entries(declaredSettings)
      .filter(([, { scope }]) => scope === 'machine-overridable')
      .map(([key]) => key);
    // The other settings only affect the display.
    const ofTheView = ['maxResults', 'preview', 'codeActions'].map((name) => `semanticSearch.${name}`);
    const others = Object.keys(declaredSettings).filter((key) => !ofTheView.includes(key));
    expect(restrictedConfigurations.toSorted()).toEqual(others.toSorted());
    expect(restrictedConfigurations).toEqual(expect.arrayContaining(ofMachine));
    for (const name of ['provider', 'model', 'baseUrl', 'resultPath', 'certificateFile', 'modelPath']) {
      expect(restrictedConfigurations).toContain(`semanticSearch.${name}`);
    }
  });
});

describe('the tools for language models', () => {
  it('are declared as the code describes them', () => {
    expect(contributes.languageModelTools.map(({ name }) => name)).toEqual(agentTools.map(toolName));
    for (const [i, tool] of agentTools.entries()) {
      const { modelDescription, inputSchema, displayName, userDescription } =
        contributes.languageModelTools[i]!;
      expect({ modelDescription, inputSchema }).toEqual({
        modelDescription: tool.description,
        inputSchema: tool.schema,
      });
      for (const text of [displayName, userDescription]) expect(textOf(text)).toBeTruthy();
    }
  });

  it('come with a skill that names their arguments', async () => {
    const [{ path: file }] = contributes.chatSkills as [{ path: string }];
    const skill = await readFile(path.join(sources, '..', file), 'utf8');
    expect(skill).toMatch(/^---\nname: semantic-search\ndescription: .{20,}\n---\n/);
    for (const [, name] of skill.matchAll(/`(\w+): /g))
      expect(agentTools[0]!.arguments).toHaveProperty(name!);
  });
});
