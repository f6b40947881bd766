import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { publishedOf } from '../../common/contracts/indexState';
import type { PublishedText } from '../../common/contracts/published';
import type { FileReference } from '../../common/contracts/searchResult';
import { messageOf, SemanticSearchError } from '../../common/errors/errors';
import type { Logger } from '../../common/logger';
import { isRecord, isString } from '../../common/typeGuards';
import { DisposableStore } from '../disposables';
import { fileReference } from '../fileReference';
import { ReadOnlyDocuments } from '../readOnlyDocuments';
import type { EngineCaller, IndexingService } from '../services';

/**
 * The URI under which the text of a result's file can be read: its own, or that of a document with the published text if the file
 * is not on this disk.
 *
 * @throws vscode.FileSystemError if the file cannot be read, and is in no published index; SemanticSearchError if its published
 *   text cannot be read
 */
export type ReadableUri = (uri: vscode.Uri) => Promise<vscode.Uri>;

/** Dependencies of {@link PublishedDocuments}. */
export interface PublishedDocumentsParts {
  readonly engine: EngineCaller;
  readonly indexing: Pick<IndexingService, 'state'>;
  readonly logger: Logger;
}

/** What the query of a document's URI has, so that its text can be read again. */
interface Source extends FileReference {
  /** VS Code language id. It is not recognized by the name, which ends with the commit. */
  readonly language: string;
  /** Identifies the publication. */
  readonly version: string;
}

const scheme = 'semantic-search-published';

/** Characters of a commit in a title; as in the status. */
const commitCharacters = 10;

/** Documents with the text of files that are in a published index and not on this disk. Their titles have branch and commit. */
export class PublishedDocuments implements vscode.Disposable {
  private readonly disposables = new DisposableStore();
  private readonly documents = this.disposables.add(
    new ReadOnlyDocuments(scheme, (uri) => this.readAgain(uri)),
  );

  constructor(private readonly parts: PublishedDocumentsParts) {
    this.disposables.add(
      vscode.workspace.onDidOpenTextDocument((document) => {
        void this.setLanguage(document);
      }),
    );
  }

  /** @see ReadableUri */
  readonly readableUri: ReadableUri = async (uri) => {
    try {
      await vscode.workspace.fs.stat(uri);
      return uri;
    } catch (error) {
      const file = fileReference(uri);
      if (!isNotFound(error) || !file) throw error;
      const { state } = this.parts.indexing;
      // The results may be from before the database was lost.
      if (state.published?.kind === 'notUsed') throw withoutText();
      if (!publishedOf(state, file.folder)) throw error;
      const found = await this.read(file);
      if (!found) throw withoutText();
      const source: Source = { ...file, language: found.language, version: versionOf(found) };
      return this.documents.put(titleOf(file, found), textOf(found), JSON.stringify(source));
    }
  };

  /** The given files that exist only in a published index, as text. The disk is not read for folders that are indexed here. */
  readonly missingFiles = async (files: readonly vscode.Uri[]): Promise<ReadonlySet<string>> => {
    const { state } = this.parts.indexing;
    const isMissing = async (uri: vscode.Uri): Promise<boolean> => {
      const file = fileReference(uri);
      if (!file || !publishedOf(state, file.folder)) return false;
      return vscode.workspace.fs.stat(uri).then(() => false, isNotFound);
    };
    const areMissing = await Promise.all(files.map(isMissing));
    return new Set(files.filter((_, i) => areMissing[i]).map((uri) => uri.toString()));
  };

  dispose(): void {
    this.disposables.dispose();
  }

  private read({ folder, path }: FileReference): Promise<PublishedText | null> {
    return this.parts.engine.call('publishedText', { folder, path });
  }

  private async readAgain(uri: vscode.Uri): Promise<string> {
    const source = sourceOf(uri);
    try {
      const found = source && (await this.read(source));
      if (found && versionOf(found) === source.version) return textOf(found);
    } catch (error) {
      this.parts.logger.warn(`A published file could not be read: ${messageOf(error)}`);
    }
    return l10n.t('This state of the file cannot be read any more. Search again.');
  }

  private async setLanguage(document: vscode.TextDocument): Promise<void> {
    if (document.uri.scheme !== scheme) return;
    const language = sourceOf(document.uri)?.language;
    if (language === undefined || language === document.languageId) return;
    const known = await vscode.languages.getLanguages();
    if (known.includes(language)) await vscode.languages.setTextDocumentLanguage(document, language);
  }
}

/** Whether VS Code reports that a file does not exist. */
export function isNotFound(error: unknown): boolean {
  if (!(error instanceof vscode.FileSystemError)) return false;
  // The second one: a directory above it is a file here.
  return error.code === 'FileNotFound' || error.code === 'FileNotADirectory';
}

/** With line feeds only: other line breaks would be shown as escapes. */
function textOf({ text }: PublishedText): string {
  return text.replace(/\r\n?/g, '\n');
}

function versionOf({ commit, publishedAtMs }: PublishedText): string {
  return commit ?? `${publishedAtMs}`;
}

/** The path of a file, with the branch and the commit after its name: `github.com/square/okhttp/src/a.ts (main 1a2b3c4d5e)`. */
function titleOf({ path }: FileReference, { repository, branch, commit }: PublishedText): string {
  const state = [branch, commit?.slice(0, commitCharacters)].filter(isString).join(' ');
  // A slash would end a segment of the path, and VS Code shows the last one as the title.
  return `${repository}/${path} (${state.replaceAll('/', '\u2215')})`;
}

function sourceOf({ query }: vscode.Uri): Source | undefined {
  let source: unknown;
  try {
    source = JSON.parse(query);
  } catch {
    return undefined;
  }
  if (!isRecord(source)) return undefined;
  const { folder, path, language, version } = source;
  const isSource = isString(folder) && isString(path) && isString(language) && isString(version);
  return isSource ? { folder, path, language, version } : undefined;
}

function withoutText(): SemanticSearchError {
  return new SemanticSearchError(
    'NOT_PUBLISHED',
    l10n.t('The file is not on this disk, and its published text cannot be read now.'),
    l10n.t('Search again.'),
  );
}
