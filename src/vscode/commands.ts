import * as vscode from 'vscode';
import type { SearchArgument } from '../common/query/searchRequest';
import type { ViewRequest } from '../common/view/viewProtocol';
import { contextKeys, type commands, type ContextValues, type views } from './contributions';
import type { IndexNode } from './indexTree/indexNode';

/** A row of the results view, as its menu passes it. */
interface ResultRow {
  readonly key: string;
}

/** A row of the index tree, and all selected rows. */
type IndexRows = [node?: IndexNode, selected?: readonly IndexNode[]];

/** Arguments of our commands, by the name in {@link commands}; the others have none. */
interface ArgumentsByName {
  search: [request?: SearchArgument];
  searchInView: [request?: SearchArgument | ViewRequest];
  searchInFolder: [folder?: vscode.Uri];
  explainFile: [entry?: IndexNode | vscode.Uri];
  indexNow: IndexRows;
  excludeFromIndex: IndexRows;
  includeInIndex: IndexRows;
  openResult: [row?: ResultRow];
  openResultToSide: [row?: ResultRow];
  copyResult: [row?: ResultRow];
  copyResultPath: [row?: ResultRow];
  copyResultRelativePath: [row?: ResultRow];
  revealResultInExplorer: [row?: ResultRow];
  searchOnlyInFolder: [row?: ResultRow];
  searchNotInFolder: [row?: ResultRow];
  searchNotInFile: [row?: ResultRow];
  findSimilarToResult: [row?: ResultRow];
  pinResult: [row?: ResultRow];
  unpinResult: [row?: ResultRow];
  dismissResult: [row?: ResultRow];
  undoDismissResult: [row?: ResultRow];
}

type OurCommands = {
  readonly [Name in keyof typeof commands as (typeof commands)[Name]]: Name extends keyof ArgumentsByName
    ? ArgumentsByName[Name]
    : [];
};

type FocusCommands = Readonly<
  Record<`${(typeof views)[keyof typeof views]}.focus`, [options?: { readonly preserveFocus: boolean }]>
>;

/** The commands of VS Code that are run here. */
interface EditorCommands extends FocusCommands {
  readonly editorScroll: [
    how: {
      readonly to: 'up' | 'down';
      readonly by: 'line';
      readonly value: number;
      readonly revealCursor: boolean;
    },
  ];
  readonly revealInExplorer: [uri: vscode.Uri];
  readonly 'vscode.diff': [
    left: vscode.Uri,
    right: vscode.Uri,
    title: string,
    options: vscode.TextDocumentShowOptions,
  ];
  readonly 'vscode.open': [uri: vscode.Uri, options?: vscode.TextDocumentShowOptions];
  readonly 'vscode.openFolder': [];
  readonly 'vscode.openWith': [uri: vscode.Uri, viewType: string, options: vscode.TextDocumentShowOptions];
  readonly 'workbench.action.findInFiles': [search?: object];
  readonly 'workbench.action.openSettings': [query: string];
  readonly 'workbench.action.openWalkthrough': [id: string, toSide: boolean];
  readonly 'workbench.trust.manage': [];
}

/** The arguments of each command that code can run. */
type Arguments = OurCommands & EditorCommands;

/** Id of a command that code can run. */
type CommandId = keyof Arguments;

/** Id of a command that can be run without arguments. */
export type PlainCommandId = {
  readonly [Id in CommandId]: [] extends Arguments[Id] ? Id : never;
}[CommandId];

/** A command with its arguments, for links and menus. */
export type CommandCall =
  | { readonly command: PlainCommandId; readonly arguments?: undefined }
  | { readonly command: 'workbench.action.openSettings'; readonly arguments: readonly [query: string] };

/** The same number of arguments, of any type: key bindings, menus and other extensions may pass anything. */
type Unchecked<Args extends unknown[]> = { [Position in keyof Args]: unknown };

/** Runs a command. */
export function runCommand<Id extends CommandId>(command: Id, ...args: Arguments[Id]): Thenable<unknown> {
  return vscode.commands.executeCommand(command, ...(args as unknown[]));
}

/** Runs a command that was chosen in a menu. */
export function runCall(call: CommandCall): Thenable<unknown> {
  return vscode.commands.executeCommand(call.command, ...(call.arguments ?? []));
}

/** Registers one of our commands. The arguments are not checked: `act` has to do that. */
export function registerCommand<Id extends keyof OurCommands>(
  command: Id,
  act: (...args: Unchecked<OurCommands[Id]>) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(command, act as (...args: unknown[]) => unknown);
}

/** Sets a context key, for the conditions of menus and key bindings. */
export function setContext<Key extends keyof typeof contextKeys>(key: Key, value: ContextValues[Key]): void {
  void vscode.commands.executeCommand('setContext', contextKeys[key], value);
}
