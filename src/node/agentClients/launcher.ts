import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeDirectory } from '../makeDirectory';

/**
 * Writes a program that starts a command line with the given arguments. The folder of an extension changes with each
 * update; the path of this program does not, so entries of clients can name it.
 *
 * @param file the program
 * @param commandLine absolute path of the command line, a CommonJS file
 */
export async function writeLauncher(file: string, commandLine: string): Promise<void> {
  await makeDirectory(path.dirname(file));
  const beside = `${file}.${process.pid}`;
  await writeFile(beside, launcherText(commandLine));
  await rename(beside, file);
}

/** Writes the program again if it exists and starts another command line. @throws the system's error */
export async function refreshLauncher(file: string, commandLine: string): Promise<void> {
  const written = await readFile(file, 'utf8').catch(() => undefined);
  if (written !== undefined && written !== launcherText(commandLine)) await writeLauncher(file, commandLine);
}

function launcherText(commandLine: string): string {
  return `'use strict';
// Written by the VS Code extension Semantic Search, and again after each update of it.
const commandLine = ${JSON.stringify(commandLine)};
if (require('node:fs').existsSync(commandLine)) {
  require(commandLine);
} else {
  console.error('Semantic Search is no longer installed in VS Code. Remove its server from the settings of this client.');
  process.exitCode = 1;
}
`;
}
