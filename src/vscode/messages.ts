import * as vscode from 'vscode';
import { visibleText } from '../common/visibleText';
import { notificationText } from './labelText';

/** Tells a person something; resolves to the button that they chose. */
export function showInformation(text: string, ...buttons: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(notificationText(text), ...buttons);
}

/** As {@link showInformation}, of something that should not go on as it is. */
export function showWarning(text: string, ...buttons: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(notificationText(text), ...buttons);
}

/** As {@link showInformation}, of something that failed. */
export function showError(text: string, ...buttons: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(notificationText(text), ...buttons);
}

/** Tells of something that failed, in a dialog that has to be answered. */
export function showErrorInDialog(text: string, detail: string): Thenable<unknown> {
  return vscode.window.showErrorMessage(notificationText(text), {
    modal: true,
    detail: visibleText(detail, '\n'),
  });
}

/**
 * Asks in a dialog that has to be answered.
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
