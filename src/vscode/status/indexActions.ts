import type { ErrorCode, ErrorData } from '../../common/errors';
import type { AnsweringState, IndexState, NextIndex } from '../../common/indexState';
import { commands } from '../contributions';

/** Something a person can do about the index. */
export interface IndexAction {
  readonly label: string;
  /** Name of a codicon. */
  readonly icon: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
  /** What it does, where the label does not say. */
  readonly detail?: string;
}

const search: IndexAction = { label: 'Search…', icon: 'search', command: commands.search };
const pause: IndexAction = {
  label: 'Pause Indexing',
  icon: 'debug-pause',
  command: commands.pauseIndexing,
  detail: 'Until it is resumed, after a restart too. Searches answer from what is there.',
};
const resume: IndexAction = {
  label: 'Resume Indexing',
  icon: 'debug-start',
  command: commands.resumeIndexing,
};
const cancel: IndexAction = {
  label: 'Cancel This Run',
  icon: 'debug-stop',
  command: commands.cancelIndexing,
  detail: 'What is indexed stays; the next change goes on from there.',
};
const update: IndexAction = {
  label: 'Update Now',
  icon: 'sync',
  command: commands.updateIndex,
  detail: 'Compares every file with the index, and indexes what changed.',
};
const tryAgain: IndexAction = { ...update, label: 'Try Again' };
const rebuild: IndexAction = {
  label: 'Rebuild the Index',
  icon: 'refresh',
  command: commands.rebuildIndex,
  detail: 'Indexes every file anew; searches are answered all the while.',
};
const showLog: IndexAction = { label: 'Show Log', icon: 'output', command: commands.showLog };
const openSettings: IndexAction = {
  label: 'Settings',
  icon: 'gear',
  command: 'workbench.action.openSettings',
  arguments: ['semanticSearch'],
};
/** Lets a person choose the folder to open. */
export const openFolder: IndexAction = {
  label: 'Open Folder…',
  icon: 'folder-opened',
  command: 'vscode.openFolder',
};

const chooseProvider: IndexAction = {
  label: 'Choose Embedding Provider…',
  icon: 'server',
  command: commands.chooseProvider,
};
const reviewSending: IndexAction = {
  label: 'Review What Is Sent…',
  icon: 'cloud-upload',
  command: commands.reviewSending,
  detail: 'Nothing is sent before you agree.',
};
const setKey: IndexAction = { label: 'Set API Key…', icon: 'key', command: commands.setApiKey };
const openSetting = (setting: string): IndexAction => ({
  label: 'Open Setting',
  icon: 'gear',
  command: 'workbench.action.openSettings',
  arguments: [setting],
});

/** What helps against a provider that fails, the likeliest first. */
const remedies: Partial<Record<ErrorCode, readonly IndexAction[]>> = {
  PROVIDER_UNREACHABLE: [tryAgain, chooseProvider],
  PROVIDER_CERTIFICATE: [openSetting('semanticSearch.certificateFile'), tryAgain],
  PROXY_REFUSED: [openSetting('http.proxy'), tryAgain],
  PROVIDER_BUSY: [tryAgain, chooseProvider],
  PROVIDER_KEY: [setKey, chooseProvider],
  PROVIDER_QUOTA: [tryAgain, chooseProvider],
  PROVIDER_REFUSED: [chooseProvider, tryAgain],
  PROVIDER_TASK: [openSetting('semanticSearch.resultPath'), chooseProvider],
  PROVIDER_ANSWER: [chooseProvider, tryAgain],
  USAGE: [chooseProvider, tryAgain],
};

/** What helps against a failure of the provider, the likeliest first; nothing where it is no such failure. */
export function remediesFor({ code }: ErrorData): readonly IndexAction[] {
  return remedies[code] ?? [];
}

/** What can be done in a state, the likeliest first. */
export function actionsFor(state: IndexState): readonly IndexAction[] {
  const actions = [
    ...(state.next ? actionsForNext(state.next) : []),
    ...(state.kind === 'failed' ? remediesFor(state.error) : []),
    ...actionsForAnswering(state),
  ];
  return actions.filter(({ label }, i) => actions.findIndex((other) => other.label === label) === i);
}

function actionsForNext(next: NextIndex): readonly IndexAction[] {
  switch (next.kind) {
    case 'needsConsent':
      return [reviewSending, chooseProvider];
    case 'needsKey':
      return [setKey, chooseProvider];
    case 'failed':
      return [...remediesFor(next.error), tryAgain];
    case 'waiting':
    case 'building':
      return [];
  }
}

function actionsForAnswering(state: AnsweringState): readonly IndexAction[] {
  switch (state.kind) {
    case 'empty':
      return state.reason === 'noFolder'
        ? [openFolder, chooseProvider, showLog, openSettings]
        : [update, chooseProvider, showLog, openSettings];
    case 'building':
      return [search, pause, cancel, chooseProvider, showLog, openSettings];
    case 'ready':
      return [search, update, pause, rebuild, chooseProvider, showLog, openSettings];
    case 'paused':
      return [search, resume, chooseProvider, showLog, openSettings];
    case 'stale':
      return [search, update, rebuild, chooseProvider, showLog, openSettings];
    case 'failed':
      return state.totals.chunks > 0
        ? [tryAgain, showLog, search, rebuild, chooseProvider, openSettings]
        : [tryAgain, showLog, rebuild, chooseProvider, openSettings];
  }
}

/** An action as a link of Markdown, with its icon. */
export function linkTo({ label, icon, command, arguments: args }: IndexAction): string {
  const query = args ? `?${encodeURIComponent(JSON.stringify(args))}` : '';
  return `[$(${icon}) ${label}](command:${command}${query})`;
}
