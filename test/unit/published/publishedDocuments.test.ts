import type * as vscode from 'vscode';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PublishedUse } from '../../../src/common/contracts/indexState';
import type { PublishedText } from '../../../src/common/contracts/published';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { silentLogger } from '../../../src/common/logger';
import { PublishedDocuments } from '../../../src/vscode/published/publishedDocuments';
import type { EngineCaller } from '../../../src/vscode/services';
import { documents, fileUri } from '../../support/fakeDocuments';
import { editor } from '../../support/fakeEditor';
import { FakeEngine } from '../../support/fakeEngine';

vi.mock('vscode', async () => (await import('../../support/fakeDocuments')).documentModule);

const file = fileUri('/w/src/upload.ts');
const text: PublishedText = {
  ...{ text: 'one\r\ntwo\u202e\n', language: 'typescript', repository: 'example.com/team/w' },
  ...{ branch: 'main', commit: '1a2b3c4d5e6f7a8b9c0d', publishedAtMs: 0 },
};
const summary = { ...text, server: 's@db', files: 1, chunks: 1 };
const searched: PublishedUse = { kind: 'searched', host: 'db', indexes: [{ folder: '/w', summary }] };

let published: PublishedUse | undefined;
let engine: FakeEngine;
let shown: PublishedDocuments;

beforeEach(() => {
  editor.reset('/w', '/other');
  documents.reset();
  published = searched;
  engine = new FakeEngine();
  engine.answers.set('publishedText', () => text);
  shown = new PublishedDocuments({
    engine: engine as unknown as EngineCaller,
    indexing: {
      get state() {
        return { kind: 'empty', reason: 'noFiles', published } as const;
      },
    },
    logger: silentLogger,
  });
});
afterEach(() => {
  shown.dispose();
});

const read = (uri: vscode.Uri): Promise<string> => documents.open(uri);

it('opens a file that is on this disk in the editor', async () => {
  documents.files.set('/w/src/upload.ts', 'File');
  expect(await shown.readableUri(file)).toBe(file);
  expect(engine.of('publishedText')).toEqual([]);
});

it.each(['FileNotFound', 'FileNotADirectory'] as const)(
  'shows the published text of a file that is not on this disk, with its state in the title (%s)',
  async (code) => {
    documents.files.set('/w/src/upload.ts', code);
    const uri = await shown.readableUri(file);
    expect(uri).toMatchObject({
      scheme: 'semantic-search-published',
      path: '/example.com/team/w/src/upload.ts (main 1a2b3c4d5e)',
    });
    expect(engine.of('publishedText')).toEqual([{ folder: '/w', path: 'src/upload.ts' }]);
    // Line breaks are as in other editors; characters that change the direction of text are not.
    expect(await read(uri)).toBe('one\ntwo\\u202e\n');
    await vi.waitFor(() => {
      expect(documents.languages.get(uri.path)).toBe('typescript');
    });
  },
);

it('does not set a language that the editor does not have', async () => {
  engine.answers.set('publishedText', () => ({ ...text, language: 'cobol' }));
  await read(await shown.readableUri(file));
  await new Promise(setImmediate);
  expect(documents.languages.size).toBe(0);
});

it('has the branch in the last segment of the path, which is the title', async () => {
  const { commit: _, ...withoutCommit } = text;
  engine.answers.set('publishedText', () => ({ ...withoutCommit, branch: 'feature/retry' }));
  const { path } = await shown.readableUri(file);
  expect(path.split('/').at(-1)).toBe('upload.ts (feature\u2215retry)');
});

it('requests no file of a folder that is indexed here from the database', async () => {
  const elsewhere = fileUri('/other/a.ts');
  await expect(shown.readableUri(elsewhere)).rejects.toMatchObject({ code: 'FileNotFound' });
  published = undefined;
  await expect(shown.readableUri(file)).rejects.toMatchObject({ code: 'FileNotFound' });
  expect(engine.of('publishedText')).toEqual([]);
});

it('does not hide that a file on this disk cannot be read', async () => {
  documents.files.set('/w/src/upload.ts', 'NoPermissions');
  await expect(shown.readableUri(file)).rejects.toMatchObject({ code: 'NoPermissions' });
  expect(engine.of('publishedText')).toEqual([]);
});

it('gives advice if there is no published text, or none can be read', async () => {
  engine.answers.set('publishedText', () => null);
  const withoutText = { code: 'NOT_PUBLISHED', texts: { hint: 'Search again.' } };
  await expect(shown.readableUri(file)).rejects.toMatchObject(withoutText);
  engine.answers.set('publishedText', () => new SemanticSearchError('DATABASE_UNREACHABLE', 'Gone.', 'Try.'));
  await expect(shown.readableUri(file)).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
  published = { kind: 'notUsed', error: { code: 'DATABASE_UNREACHABLE', message: 'Gone.', hint: 'Try.' } };
  await expect(shown.readableUri(file)).rejects.toMatchObject(withoutText);
  expect(engine.of('publishedText')).toHaveLength(2);
});

it('reads the text again for a document that was closed, unless another state is published by then', async () => {
  const uri = await shown.readableUri(file);
  await read(uri);
  expect(engine.of('publishedText')).toHaveLength(1);
  documents.closed.fire({ uri });
  expect(await read(uri)).toBe('one\ntwo\\u202e\n');
  expect(engine.of('publishedText')).toHaveLength(2);
  engine.answers.set('publishedText', () => ({ ...text, commit: 'another' }));
  documents.closed.fire({ uri });
  expect(await read(uri)).toMatch(/Search again/);
  engine.answers.set('publishedText', () => new SemanticSearchError('DATABASE_UNREACHABLE', 'Gone.', 'Try.'));
  expect(await read(uri)).toMatch(/Search again/);
});

it('knows which files of published folders are not on this disk', async () => {
  const here = fileUri('/w/here.ts');
  documents.files.set('/w/here.ts', 'File');
  documents.files.set('/w/unreadable.ts', 'NoPermissions');
  const files = [file, here, fileUri('/w/unreadable.ts'), fileUri('/other/gone.ts')];
  expect(await shown.missingFiles(files)).toEqual(new Set([file.toString()]));
  published = undefined;
  expect(await shown.missingFiles(files)).toEqual(new Set());
});
