import * as vscode from 'vscode';
import { messageOf } from '../../common/errors/errors';
import type { FileFault, FileOutcome, HostContract, VirtualPath } from '../../common/contracts/hostContract';
import type { Handlers } from '../../common/contracts/remoteCalls';

/** Reads virtual workspace folders for the engine, through the editor's file system. */
export const virtualFiles: Omit<Handlers<HostContract>, 'log'> = {
  readDirectory: (at) =>
    outcomeOf(async () => {
      const entries = await vscode.workspace.fs.readDirectory(uriOf(at));
      return entries.map(([name, type]) => ({ name, type: entryTypeOf(type) }));
    }),
  stat: (at) =>
    outcomeOf(async () => {
      const { type, size, mtime } = await vscode.workspace.fs.stat(uriOf(at));
      const isFile = (type & vscode.FileType.File) !== 0;
      const isDirectory = (type & vscode.FileType.Directory) !== 0;
      return { type: isFile ? 'file' : isDirectory ? 'directory' : 'other', sizeBytes: size, mtimeMs: mtime };
    }),
  readFile: (at) => outcomeOf(async () => vscode.workspace.fs.readFile(uriOf(at))),
};

function uriOf({ folder, path }: VirtualPath): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.parse(folder, true), path);
}

function entryTypeOf(type: vscode.FileType): 'file' | 'directory' | 'symlink' | 'other' {
  if ((type & vscode.FileType.SymbolicLink) !== 0) return 'symlink';
  if (type === vscode.FileType.File) return 'file';
  return type === vscode.FileType.Directory ? 'directory' : 'other';
}

async function outcomeOf<T>(access: () => Promise<T>): Promise<FileOutcome<T>> {
  try {
    return { value: await access() };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

/** Error codes of VS Code's file system, mapped to the system codes that the engine handles. */
const systemCodes: Readonly<Record<string, string>> = {
  FileNotFound: 'ENOENT',
  FileNotADirectory: 'ENOTDIR',
  FileIsADirectory: 'EISDIR',
  NoPermissions: 'EACCES',
};

function faultOf(error: unknown): FileFault {
  const code = error instanceof vscode.FileSystemError ? systemCodes[error.code] : undefined;
  return { code, message: messageOf(error) };
}
