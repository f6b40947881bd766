import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CancelledError } from '../../common/errors/errors';
import { priceText } from '../../common/text/priceText';
import { runCommand } from '../commands';
import { commands } from '../contributions';
import { labelText } from '../labelText';
import { joinParts } from '../provider/steps/stepRow';
import type { ComparableModel } from './comparableModels';

interface ModelRow extends vscode.QuickPickItem {
  /** Undefined for the built-in model and for headings. */
  readonly model?: ComparableModel;
  readonly isBuiltin?: true;
}

/** What the user chose. */
export interface ChosenModels {
  readonly hasBuiltin: boolean;
  readonly models: readonly ComparableModel[];
}

/**
 * Lets the user choose the models to compare.
 *
 * @param models read while the list is open
 * @throws CancelledError when closed
 */
export async function chooseModels(models: Promise<readonly ComparableModel[]>): Promise<ChosenModels> {
  const pick = vscode.window.createQuickPick<ModelRow>();
  const addKey: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('add'),
    tooltip: l10n.t('Choose Embedding Provider…'),
  };
  pick.title = l10n.t('Compare Models on This Workspace');
  pick.placeholder = l10n.t('Select the models to compare');
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.buttons = [addKey];
  pick.busy = true;
  try {
    return await new Promise<ChosenModels>((resolve, reject) => {
      pick.onDidHide(() => {
        reject(new CancelledError());
      });
      pick.onDidTriggerButton(() => {
        pick.hide();
        void runCommand(commands.chooseProvider);
      });
      pick.onDidAccept(() => {
        const rows = pick.selectedItems;
        if (pick.busy || rows.length === 0) return;
        resolve({
          hasBuiltin: rows.some(({ isBuiltin }) => isBuiltin),
          models: rows.flatMap(({ model }) => model ?? []),
        });
      });
      pick.show();
      void models.then(
        (found) => {
          pick.items = modelRows(found);
          pick.selectedItems = pick.items.filter(
            ({ isBuiltin, model }) => isBuiltin === true || model?.isCurrent === true,
          );
          pick.busy = false;
        },
        (error: unknown) => {
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  } finally {
    pick.dispose();
  }
}

function modelRows(models: readonly ComparableModel[]): ModelRow[] {
  const rows: ModelRow[] = [
    {
      label: l10n.t('Built-in Model'),
      description: l10n.t('runs on this machine, nothing is sent'),
      isBuiltin: true,
    },
  ];
  let last = '';
  for (const model of models) {
    const heading = l10n.t('{0} ({1})', model.info.label, model.host);
    if (heading !== last) rows.push({ label: heading, kind: vscode.QuickPickItemKind.Separator });
    last = heading;
    rows.push({
      label: labelText(model.model.id),
      description: joinParts(
        model.choice.queryModel !== undefined && l10n.t('questions: {0}', labelText(model.choice.queryModel)),
        model.isCurrent && l10n.t('current'),
        model.model.id === model.info.defaultModel && l10n.t('recommended'),
        model.model.price && priceText(model.model.price),
      ),
      model,
    });
  }
  if (models.length === 0) {
    rows.push({
      label: l10n.t('No provider has a key yet: choose one with the button above.'),
      kind: vscode.QuickPickItemKind.Separator,
    });
  }
  return rows;
}
