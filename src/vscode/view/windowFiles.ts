import * as vscode from 'vscode';
import type { FileReference } from '../../common/contracts/searchResult';
import { fileReference } from '../fileReference';
import { folderKey } from '../folderKeys';
import { uriOf } from '../search/editorTabs';
import type { NamedFolder } from './folderGlobs';
import type { OpenFiles } from './viewFilters';

/** The open files of this window. */
export const windowFiles: OpenFiles = {
  active: () => {
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    const uri = (activeTab && uriOf(activeTab)) ?? vscode.window.activeTextEditor?.document.uri;
    return uri && fileReference(uri);
  },
  all: () => {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const files = new Map<string, FileReference>();
    for (const tab of tabs) {
      const uri = uriOf(tab);
      const file = uri && fileReference(uri);
      if (file) files.set(uri.toString(), file);
    }
    return [...files.values()];
  },
};

/** The workspace folders of this window. */
export function windowFolders(): readonly NamedFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).map((folder) => ({
    folder: folderKey(folder),
    name: folder.name,
  }));
}
