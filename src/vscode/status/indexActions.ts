import * as l10n from '@vscode/l10n';
import type { ErrorCode, ErrorData } from '../../common/errors/errors';
import type { AnsweringState, IndexState, NextIndex, PublishedUse } from '../../common/contracts/indexState';
import type { CommandCall } from '../commands';
import { commands } from '../contributions';

/** An action on the index. */
export type IndexAction = CommandCall & {
  readonly label: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** What it does, if the label does not say it. */
  readonly detail?: string;
};

/** Functions, because the display language is not known when the module is loaded. */
const offers = {
  search: () => ({ label: l10n.t('Ask…'), icon: 'search', command: commands.search }),
  pause: () => ({
    label: l10n.t('Pause Indexing'),
    icon: 'debug-pause',
    command: commands.pauseIndexing,
    detail: l10n.t('Stays paused until you resume, also after a restart. Search keeps working.'),
  }),
  resume: () => ({ label: l10n.t('Resume Indexing'), icon: 'debug-start', command: commands.resumeIndexing }),
  cancel: () => ({
    label: l10n.t('Cancel Indexing'),
    icon: 'debug-stop',
    command: commands.cancelIndexing,
    detail: l10n.t('Indexed files are kept. The next change continues from there.'),
  }),
  update: updateAction,
  continueBuilding: () => ({
    label: l10n.t('Continue Building the Index'),
    icon: 'debug-start',
    command: commands.updateIndex,
  }),
  tryAgain: () => ({ ...updateAction(), label: l10n.t('Try Again') }),
  rebuild: () => ({
    label: l10n.t('Rebuild Index'),
    icon: 'refresh',
    command: commands.rebuildIndex,
    detail: l10n.t('Re-indexes every file. Search keeps working meanwhile.'),
  }),
  showIndex: () => ({
    label: l10n.t('Show Indexed Files'),
    icon: 'list-tree',
    command: commands.showIndex,
  }),
  showLog: () => ({ label: l10n.t('Show Log'), icon: 'output', command: commands.showLog }),
  openSettings: () => ({
    label: l10n.t('Settings'),
    icon: 'gear',
    command: 'workbench.action.openSettings',
    arguments: ['semanticSearch'],
  }),
  openFolder: () => ({
    label: l10n.t('Open Folder…'),
    icon: 'folder-opened',
    command: 'vscode.openFolder',
  }),
  chooseProvider: () => ({
    label: l10n.t('Choose Embedding Provider…'),
    icon: 'server',
    command: commands.chooseProvider,
  }),
  reviewSending: () => ({
    label: l10n.t('Review Data Sent to Provider…'),
    icon: 'cloud-upload',
    command: commands.reviewSending,
    detail: l10n.t('Nothing is sent before you agree.'),
  }),
  setKey: () => ({ label: l10n.t('Set API Key…'), icon: 'key', command: commands.setApiKey }),
  reviewDatabase: () => ({
    label: l10n.t('Review Data Sent to Database…'),
    icon: 'cloud-upload',
    command: commands.reviewDatabase,
    detail: l10n.t('Nothing is sent before you agree.'),
  }),
  askDatabase: () => ({
    label: l10n.t('Ask the Database Again'),
    icon: 'sync',
    command: commands.updateIndex,
    detail: l10n.t('Searches the published branch that is checked out, or the main branch.'),
  }),
  setPassword: () => ({
    label: l10n.t('Set Database Password…'),
    icon: 'key',
    command: commands.setDatabasePassword,
  }),
  openDatabase: () => settingAction('semanticSearch.postgres'),
  openCertificate: () => settingAction('semanticSearch.certificateFile'),
  openProxy: () => settingAction('http.proxy'),
  openResultPath: () => settingAction('semanticSearch.resultPath'),
} satisfies Record<string, () => IndexAction>;

type Offer = keyof typeof offers;

function updateAction(): IndexAction {
  return {
    label: l10n.t('Update Index'),
    icon: 'sync',
    command: commands.updateIndex,
    detail: l10n.t('Compares every file with the index and indexes the changes.'),
  };
}

function settingAction(setting: string): IndexAction {
  return {
    label: l10n.t('Open Setting'),
    icon: 'gear',
    command: 'workbench.action.openSettings',
    arguments: [setting],
  };
}

/** Actions against a failing provider, most useful first. */
const remedies: Partial<Record<ErrorCode, readonly Offer[]>> = {
  PROVIDER_UNREACHABLE: ['tryAgain', 'chooseProvider'],
  PROVIDER_CERTIFICATE: ['openCertificate', 'tryAgain'],
  PROXY_REFUSED: ['openProxy', 'tryAgain'],
  PROVIDER_BUSY: ['tryAgain', 'chooseProvider'],
  PROVIDER_KEY: ['setKey', 'chooseProvider'],
  PROVIDER_QUOTA: ['tryAgain', 'chooseProvider'],
  PROVIDER_REFUSED: ['chooseProvider', 'tryAgain'],
  PROVIDER_TASK: ['openResultPath', 'chooseProvider'],
  PROVIDER_ANSWER: ['chooseProvider', 'tryAgain'],
  USAGE: ['chooseProvider', 'tryAgain'],
};

/** Actions against a provider error, most useful first; empty for other errors. */
export function remediesFor({ code }: ErrorData): readonly IndexAction[] {
  return made(remedies[code] ?? []);
}

/** Actions on the published index, most useful first. */
export function actionsForPublished(published: PublishedUse): readonly IndexAction[] {
  switch (published.kind) {
    case 'searched':
    case 'partly':
      return made(['askDatabase']);
    case 'needsConsent':
      return made(['reviewDatabase']);
    case 'notUsed': {
      const { code } = published.error;
      if (code === 'USAGE') return made(['openDatabase', 'setPassword']);
      return made(
        code === 'DATABASE_ACCESS' ? ['setPassword', 'askDatabase'] : ['askDatabase', 'openDatabase'],
      );
    }
  }
}

/** Actions in a state, most useful first. */
export function actionsFor(state: IndexState): readonly IndexAction[] {
  const actions = [
    ...(state.next ? actionsForNext(state.next) : []),
    ...(state.kind === 'failed' ? remediesFor(state.error) : []),
    ...(state.published?.kind === 'searched' ? made(['search']) : []),
    ...(state.published ? actionsForPublished(state.published) : []),
    ...made(offersFor(state)),
  ];
  return actions.filter(({ label }, i) => actions.findIndex((other) => other.label === label) === i);
}

function actionsForNext(next: NextIndex): readonly IndexAction[] {
  switch (next.kind) {
    case 'needsConsent':
      return made(['reviewSending', 'chooseProvider']);
    case 'needsKey':
      return made(['setKey', 'chooseProvider']);
    case 'failed':
      return [...remediesFor(next.error), offers.tryAgain()];
    case 'waiting':
    case 'building':
      return [];
  }
}

/** If another index is being built, the actions control that run. */
function offersFor({ next, ...answering }: IndexState): readonly Offer[] {
  const offers = offersForAnswering(answering);
  const without = (names: readonly Offer[]): readonly Offer[] => offers.filter((one) => !names.includes(one));
  switch (next?.kind) {
    case 'building':
      return [...new Set<Offer>(['search', 'pause', 'cancel', ...without(['update', 'rebuild'])])];
    case 'waiting':
      return answering.kind === 'paused'
        ? offers
        : [...new Set<Offer>(['search', 'continueBuilding', ...without(['update', 'rebuild'])])];
    case 'failed':
    case 'needsConsent':
    case 'needsKey':
    case undefined:
      return offers;
  }
}

function offersForAnswering(state: AnsweringState): readonly Offer[] {
  const always: readonly Offer[] = ['chooseProvider', 'showLog', 'openSettings'];
  if (state.published?.kind === 'searched') return always;
  switch (state.kind) {
    case 'empty':
      return state.reason === 'noFolder' ? ['openFolder', ...always] : ['update', 'showIndex', ...always];
    case 'building':
      return ['search', 'pause', 'cancel', 'showIndex', ...always];
    case 'ready':
      return ['search', 'update', 'pause', 'rebuild', 'showIndex', ...always];
    case 'paused':
      return ['search', 'resume', 'showIndex', ...always];
    case 'stale':
      return ['search', 'update', 'rebuild', 'showIndex', ...always];
    case 'failed': {
      if (state.waits)
        return ['tryAgain', 'search', 'pause', 'showLog', 'showIndex', 'chooseProvider', 'openSettings'];
      const mayFind: readonly Offer[] = state.totals.chunks > 0 ? ['search'] : [];
      return ['tryAgain', 'showLog', ...mayFind, 'rebuild', 'showIndex', 'chooseProvider', 'openSettings'];
    }
  }
}

function made(names: readonly Offer[]): readonly IndexAction[] {
  return names.map((name) => offers[name]());
}

/** An action as a Markdown link with its icon. */
export function linkTo({ label, icon, command, arguments: args }: IndexAction): string {
  const query = args ? `?${encodeURIComponent(JSON.stringify(args))}` : '';
  return `[$(${icon}) ${label}](command:${command}${query})`;
}
