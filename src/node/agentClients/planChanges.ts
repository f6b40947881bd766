import { readFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { SemanticSearchError, systemCodeOf } from '../../common/errors/errors';
import type { AgentClient, ServerCommand, ServerEntry } from './clients';
import { editBlock, editJson, hasKey, serverName, tomlTable } from './editText';
import { instructions } from './instructions';

/** A change of a file; undefined text means that there is no file. */
export interface FileChange {
  readonly file: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** The object that holds the servers is added, too. */
  readonly addsKey?: boolean | undefined;
}

/** What is written for a client. */
export interface ClientSetup {
  readonly server: ServerCommand;
  /** Text of the skill. */
  readonly skill: string;
}

/**
 * The changes that set up a client, or undo that. Files that are already so are left out.
 *
 * @param setup undefined to undo
 * @param keysAdded files in which the object that holds the servers was added with the entry
 * @throws SemanticSearchError USAGE for a file that cannot be read or is not what the client documents
 */
export async function planChanges(
  client: AgentClient,
  setup: ClientSetup | undefined,
  keysAdded: ReadonlySet<string> = new Set(),
): Promise<FileChange[]> {
  const { server } = client;
  const changes = [
    withKey(
      await change(server.file, (text) =>
        withServer(text, server, setup?.server, keysAdded.has(server.file)),
      ),
      server,
    ),
    client.instructions &&
      (await change(client.instructions, (text) => editBlock(text, 'markdown', setup && instructions))),
    client.skill && (await change(client.skill, () => setup?.skill ?? '')),
  ];
  return changes.filter((one) => typeof one === 'object' && one.before !== one.after) as FileChange[];
}

/** Whether the server or the instructions are set up for a client. The skill may be that of another client. */
export async function isSetUp(client: AgentClient): Promise<boolean> {
  return (await planChanges({ ...client, skill: undefined }, undefined)).length > 0;
}

/** Says whether a change adds the object that holds the servers. */
function withKey(one: FileChange, { format, key }: ServerEntry): FileChange {
  const { before = '', after } = one;
  const addsKey = format === 'json' && after !== undefined && hasKey(after, key) && !hasKey(before, key);
  return addsKey ? { ...one, addsKey } : one;
}

async function change(file: string, edit: (text: string) => string | undefined): Promise<FileChange> {
  const before = await read(file);
  const after = edit(before ?? '');
  if (after === undefined) {
    throw new SemanticSearchError(
      'USAGE',
      l10n.t('{0} cannot be changed: it is not in the expected format.', file),
      l10n.t('Correct the file, or add the server by hand.'),
    );
  }
  // An empty file that did not exist is not created.
  return { file, before, after: after === '' && isOurs(before) ? undefined : after };
}

/** Whether an empty rest of a file is to be deleted: the file does not exist, or all of it was ours. */
function isOurs(before: string | undefined): boolean {
  return before !== '';
}

function withServer(
  text: string,
  { format, key, entry }: ServerEntry,
  server: ServerCommand | undefined,
  isKeyOurs: boolean,
): string | undefined {
  if (format === 'json') return editJson(text, key, server && entry(server), isKeyOurs);
  return editBlock(text, 'toml', server && tomlTable(`${key}.${serverName}`, entry(server)));
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new SemanticSearchError(
      'USAGE',
      l10n.t('{0} cannot be read.', file),
      l10n.t('Check the permissions of the file.'),
      { cause: error },
    );
  }
}
