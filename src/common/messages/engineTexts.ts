import * as l10n from '@vscode/l10n';

/** Folders, the built-in model, and errors of the engine itself. */
export const engineTexts = {
  folderNotFound: (problem: string) => l10n.t('The folder does not exist: {0}', problem),
  checkFolderPath: () =>
    l10n.t('Check the path; on a removable or network drive, check that it is connected.'),
  folderUnreadable: (problem: string) => l10n.t('The folder cannot be read: {0}', problem),
  checkFolderAccess: () => l10n.t('Check that it is a folder and that you may read it.'),
  modelUnreadable: (file: string, problem: string) =>
    l10n.t('The model cannot be read: {0}: {1}.', file, problem),
  reinstallModel: () => l10n.t('Reinstall the extension, or point the setting at a complete model folder.'),
  dimensionsUnsupported: (model: string, dimensions: number) =>
    l10n.t('The model {0} does not support {1} dimensions.', model, dimensions),
  enterDimensions: (most: number) => l10n.t('Enter a whole number from 1 to {0}.', most),
  seeLog: () => l10n.t('The log has the details.'),
  reportBug: (stack: string) =>
    [l10n.t('This is a bug in Semantic Search. Please report it.'), stack].filter(Boolean).join('\n'),
};
