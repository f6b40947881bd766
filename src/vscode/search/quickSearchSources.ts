import * as vscode from 'vscode';
import { relativePath } from '../folderKeys';
import type { LocatedResult, SearchService } from '../services';
import { uriOf } from './editorTabs';
import { languageName } from './languageNames';
import type { FilterSources } from './quickSearchFilters';

/** What filters in words can be completed with, of one quick search: what is at hand, so that nobody waits. */
export class QuickSearchSources {
  private languages: readonly string[] = [];
  private readonly topDirectories = new Set<string>();
  private readonly files = new Set<string>();

  /** @param changed told when more is known than before */
  constructor(
    private readonly search: SearchService,
    private readonly changed: () => void,
  ) {
    for (const { tabs } of vscode.window.tabGroups.all) {
      for (const tab of tabs) this.addFile(uriOf(tab));
    }
  }

  /** Asks for the languages of the index, and for what lies at the top of the folders. Never fails. */
  async load(): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.length === 0) return;
    await Promise.allSettled([
      this.search.languages().then((languages) => {
        this.languages = languages;
      }),
      ...folders.map(async ({ uri }) => {
        for (const [name, type] of await vscode.workspace.fs.readDirectory(uri)) {
          if (type === vscode.FileType.Directory && !isUsuallyLeftOut(name)) this.topDirectories.add(name);
        }
      }),
    ]);
    this.changed();
  }

  /** Takes note of where results are. */
  note(results: readonly LocatedResult[]): void {
    for (const { path } of results) this.files.add(path);
  }

  current(): FilterSources {
    const folders = vscode.workspace.workspaceFolders ?? [];
    return {
      languages: this.languages,
      languageName,
      // The only folder holds everything: what lies in it can be named as well.
      folders: folders.length > 1 ? folders.map(({ uri }) => lastSegment(uri)) : [...this.topDirectories],
      files: [...this.files],
      directories: [...this.topDirectories],
    };
  }

  private addFile(uri: vscode.Uri | undefined): void {
    const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
    const path = folder && relativePath(folder, uri);
    if (path !== undefined) this.files.add(path);
  }
}

/** What `folder:` compares with: not always the name that the folder has in the workspace file. */
function lastSegment({ path }: vscode.Uri): string {
  return path.replace(/\/+$/, '').split('/').at(-1)!;
}

function isUsuallyLeftOut(directory: string): boolean {
  return directory.startsWith('.') || directory === 'node_modules';
}
