import type * as vscode from 'vscode';
import { editor, EventEmitter, uriOf } from './fakeEditor';

type Uri = Pick<vscode.Uri, 'scheme' | 'path' | 'query' | 'toString'>;

/** As in VS Code. */
class FileSystemError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

interface ContentProvider {
  provideTextDocumentContent(uri: Uri): Promise<string>;
}

/** The files on this disk and the documents of content providers, as a test sets and opens them. */
class FakeDocuments {
  /** What is reported for each path; 'File' if it exists. */
  readonly files = new Map<string, 'File' | 'FileNotFound' | 'FileNotADirectory' | 'NoPermissions'>();
  readonly providers = new Map<string, ContentProvider>();
  readonly opened = new EventEmitter<{ readonly uri: Uri; readonly languageId: string }>();
  readonly closed = new EventEmitter<{ readonly uri: Uri }>();
  /** Languages that were set, by path. */
  readonly languages = new Map<string, string>();

  reset(): void {
    this.files.clear();
    this.providers.clear();
    this.languages.clear();
    this.opened.dispose();
    this.closed.dispose();
  }

  /** Opens a document of a content provider, and returns its text. */
  async open(uri: Uri): Promise<string> {
    const text = await this.providers.get(uri.scheme)!.provideTextDocumentContent(uri);
    this.opened.fire({ uri, languageId: 'plaintext' });
    return text;
  }
}

export const documents = new FakeDocuments();

/** The parts of `vscode` about documents. */
export const documentModule = {
  FileSystemError,
  Uri: {
    from: ({ scheme, path, query }: Pick<Uri, 'scheme' | 'path' | 'query'>): Uri => ({
      ...{ scheme, path, query },
      toString: () => `${scheme}:${path}?${query}`,
    }),
  },
  EventEmitter,
  languages: {
    getLanguages: () => Promise.resolve(['typescript', 'plaintext']),
    setTextDocumentLanguage: ({ uri }: { readonly uri: Uri }, language: string): Promise<void> => {
      documents.languages.set(uri.path, language);
      return Promise.resolve();
    },
  },
  workspace: {
    getWorkspaceFolder: ({ path }: Uri) => editor.folders.find(({ uri }) => path.startsWith(`${uri.path}/`)),
    fs: {
      stat: ({ path }: Uri): Promise<object> => {
        const found = documents.files.get(path) ?? 'FileNotFound';
        return found === 'File' ? Promise.resolve({}) : Promise.reject(new FileSystemError(found));
      },
    },
    registerTextDocumentContentProvider: (scheme: string, provider: ContentProvider) => {
      documents.providers.set(scheme, provider);
      return { dispose: () => documents.providers.delete(scheme) };
    },
    onDidOpenTextDocument: documents.opened.event,
    onDidCloseTextDocument: documents.closed.event,
  },
};

/** A file on disk, as results have it. */
export const fileUri = (path: string): vscode.Uri => uriOf(path) as vscode.Uri;
