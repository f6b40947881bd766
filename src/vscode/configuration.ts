import * as vscode from 'vscode';
import type { CorpusSettings, ProviderOptions } from '../common/engineContract';

const section = 'semanticSearch';

/** Settings of the whole window, as they were when read. Defaults stand in package.json alone. */
export interface WindowSettings {
  readonly indexAutomatically: boolean;
  /** How many results are shown at first. */
  readonly maxResults: number;
  /** Show the focused result in the editor while the quick search is open. */
  readonly preview: boolean;
}

export function readWindowSettings(): WindowSettings {
  const configuration = vscode.workspace.getConfiguration(section);
  return {
    indexAutomatically: configuration.get('indexAutomatically', true),
    maxResults: configuration.get('maxResults', 30),
    preview: configuration.get('preview', true),
  };
}

/** Which model makes the vectors. What a restricted workspace says of it does not count: VS Code leaves it out. */
export function readProviderOptions(): ProviderOptions {
  const modelPath = vscode.workspace.getConfiguration(section).get('modelPath', '').trim();
  return { provider: 'builtin', model: modelPath === '' ? undefined : modelPath };
}

/** Which files of a workspace folder are indexed. */
export function readCorpusSettings(folder: vscode.WorkspaceFolder): CorpusSettings {
  const configuration = vscode.workspace.getConfiguration(undefined, folder);
  const globs = (key: string): string[] =>
    Object.entries(configuration.get<Record<string, unknown>>(key, {}))
      .filter(([, value]) => value === true)
      .map(([glob]) => glob);
  return {
    exclude: [...globs('files.exclude'), ...globs('search.exclude'), ...globs(`${section}.exclude`)],
    include: configuration.get<readonly string[]>(`${section}.include`, []),
    useIgnoreFiles: configuration.get(`${section}.useIgnoreFiles`, true),
    maxFileSizeBytes: configuration.get(`${section}.maxFileSize`, 1024) * 1024,
  };
}

/** Whether a change of settings may change {@link readCorpusSettings}. */
export function affectsCorpus(event: vscode.ConfigurationChangeEvent): boolean {
  return [
    'files.exclude',
    'search.exclude',
    `${section}.exclude`,
    `${section}.include`,
    `${section}.useIgnoreFiles`,
    `${section}.maxFileSize`,
  ].some((key) => event.affectsConfiguration(key));
}

/** Whether a change of settings may change {@link readProviderOptions}. */
export function affectsProvider(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(`${section}.modelPath`);
}

/** Whether a change of settings may change {@link readWindowSettings}. */
export function affectsWindow(event: vscode.ConfigurationChangeEvent): boolean {
  return ['indexAutomatically', 'maxResults', 'preview'].some((key) =>
    event.affectsConfiguration(`${section}.${key}`),
  );
}
