import * as vscode from 'vscode';
import { relativePath } from '../folderKeys';
import type { EngineCaller, LocatedResult } from '../services';
import { uriOf } from './editorTabs';
import { languageName } from './contributedLanguages';
import type { FilterSources } from './quickSearchFilters';

/**
 * Completions for typed filters. Uses only data at hand, so that completing never waits. What was loaded is kept for the next
 * quick search, so that its rows do not change shortly after it is opened.
 */
export class QuickSearchSources {
  private languages: readonly string[] = [];
  private topDirectories: ReadonlySet<string> = new Set();
  private readonly files = new Set<string>();

  constructor(private readonly engine: EngineCaller) {}

  /** Begins a quick search: of the noted files, only those in open tabs are kept. */
  begin(): void {
    this.files.clear();
    for (const { tabs } of vscode.window.tabGroups.all) {
      for (const tab of tabs) this.addFile(uriOf(tab));
    }
  }

  /** Loads the languages of the index and the top-level directories of the folders. Never rejects. */
  async load(): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const directories = new Set<string>();
    await Promise.allSettled([
      this.engine.call('languages', null).then((languages) => {
        this.languages = languages;
      }),
      ...folders.map(async ({ uri }) => {
        for (const [name, type] of await vscode.workspace.fs.readDirectory(uri)) {
          if (type === vscode.FileType.Directory && !isUsuallyLeftOut(name)) directories.add(name);
        }
      }),
    ]);
    this.topDirectories = directories;
  }

  /** Notes the paths of results. */
  note(results: readonly LocatedResult[]): void {
    for (const { path } of results) this.files.add(path);
  }

  current(): FilterSources {
    const folders = vscode.workspace.workspaceFolders ?? [];
    return {
      languages: this.languages,
      languageName,
      // A single folder contains everything, so `folder:` can also name its top-level directories.
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

/** The name that `folder:` is compared with; may differ from the folder's name in the workspace file. */
function lastSegment({ path }: vscode.Uri): string {
  return path.replace(/\/+$/, '').split('/').at(-1)!;
}

function isUsuallyLeftOut(directory: string): boolean {
  return directory.startsWith('.') || directory === 'node_modules';
}
