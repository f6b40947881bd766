import type { IndexState } from '../../common/indexState';
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

/** What can be done in a state, the likeliest first. */
export function actionsFor(state: IndexState): readonly IndexAction[] {
  switch (state.kind) {
    case 'empty':
      return state.reason === 'noFolder'
        ? [openFolder, showLog, openSettings]
        : [update, showLog, openSettings];
    case 'building':
      return [search, pause, cancel, showLog, openSettings];
    case 'ready':
      return [search, update, pause, rebuild, showLog, openSettings];
    case 'paused':
      return [search, resume, showLog, openSettings];
    case 'stale':
      return [search, update, rebuild, showLog, openSettings];
    case 'failed':
      return state.totals.chunks > 0
        ? [tryAgain, showLog, search, rebuild, openSettings]
        : [tryAgain, showLog, rebuild, openSettings];
  }
}

/** An action as a link of Markdown, with its icon. */
export function linkTo({ label, icon, command, arguments: args }: IndexAction): string {
  const query = args ? `?${encodeURIComponent(JSON.stringify(args))}` : '';
  return `[$(${icon}) ${label}](command:${command}${query})`;
}
