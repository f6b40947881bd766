import * as vscode from 'vscode';
import { visibleText } from '../common/text/visibleText';
import { notificationText } from './labelText';

/** Shows a notification. Resolves to the button that the user chose. */
export function showInformation(text: string, ...buttons: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(notificationText(text), ...buttons);
}

/** As {@link showInformation}, for a problem that needs attention. */
export function showWarning(text: string, ...buttons: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(notificationText(text), ...buttons);
}

/** As {@link showInformation}, for a failure. */
export function showError(text: string, ...buttons: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(notificationText(text), ...buttons);
}

/** Shows a failure in a modal dialog. */
export function showErrorInDialog(text: string, detail: string): Thenable<unknown> {
  return vscode.window.showErrorMessage(notificationText(text), {
    modal: true,
    detail: visibleText(detail, '\n'),
  });
}

/**
 * Asks a question in a modal dialog.
 *
 * @param detail may have several lines
 */
export function askInDialog(
  text: string,
  detail: string,
  ...buttons: readonly string[]
): Thenable<string | undefined> {
  const options = { modal: true, detail: visibleText(detail, '\n') };
  return vscode.window.showInformationMessage(notificationText(text), options, ...buttons);
}
