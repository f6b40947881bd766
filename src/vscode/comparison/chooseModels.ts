import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CancelledError } from '../../common/errors/errors';
import { priceText } from '../../common/text/priceText';
import { joinParts } from '../../common/text/listText';
import { runCommand } from '../commands';
import { commands } from '../contributions';
import { labelText } from '../labelText';
import type { ComparableModel } from './comparableModels';
import type { ComparableReranker } from './comparableRerankers';

/** What the user can choose from. */
export interface Comparable {
  readonly models: readonly ComparableModel[];
  readonly rerankers: readonly ComparableReranker[];
}

/** What the user chose. */
export interface ChosenModels {
  readonly hasBuiltin: boolean;
  readonly models: readonly ComparableModel[];
  readonly rerankers: readonly ComparableReranker[];
}

/** A row without a value is a heading. */
interface ModelRow extends vscode.QuickPickItem {
  readonly isBuiltin?: true;
  readonly model?: ComparableModel;
  readonly reranker?: ComparableReranker;
}

/**
 * Lets the user choose the models to compare, and rerankers to compare them with. A reranker needs a model: without one,
 * that is the built-in model.
 *
 * @param comparable read while the list is open
 * @throws CancelledError when closed
 */
export async function chooseModels(comparable: Promise<Comparable>): Promise<ChosenModels> {
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
        if (!pick.busy && pick.selectedItems.length > 0) resolve(chosenIn(pick.selectedItems));
      });
      pick.show();
      void comparable.then(
        (found) => {
          pick.items = rowsOf(found);
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

function chosenIn(rows: readonly ModelRow[]): ChosenModels {
  const models = rows.flatMap(({ model }) => model ?? []);
  return {
    hasBuiltin: rows.some(({ isBuiltin }) => isBuiltin) || models.length === 0,
    models,
    rerankers: rows.flatMap(({ reranker }) => reranker ?? []),
  };
}

function rowsOf({ models, rerankers }: Comparable): ModelRow[] {
  return [
    {
      label: l10n.t('Built-in Model'),
      description: l10n.t('runs on this machine, nothing is sent'),
      isBuiltin: true,
    },
    ...models.flatMap((model, at) => {
      const { info, host, choice } = model;
      const queryModel =
        choice.queryModel !== undefined && l10n.t('questions: {0}', labelText(choice.queryModel));
      return [
        ...headingUnless(models[at - 1]?.info === info, l10n.t('{0} ({1})', info.label, host)),
        { label: labelText(model.model.id), description: joinParts(queryModel, ...notes(model)), model },
      ];
    }),
    ...headingUnless(
      models.length > 0,
      l10n.t('No provider has a key yet: choose one with the button above.'),
    ),
    ...rerankers.flatMap((reranker, at) => [
      ...headingUnless(rerankers[at - 1]?.info === reranker.info, l10n.t('Reranker ({0})', reranker.host)),
      {
        label: rerankerLabel(reranker),
        description: joinParts(l10n.t('reorders results'), ...notes(reranker)),
        reranker,
      },
    ]),
  ];
}

function headingUnless(isKnown: boolean, label: string): ModelRow[] {
  return isKnown ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }];
}

function notes({
  info,
  model,
  isCurrent,
}: ComparableModel | ComparableReranker): (string | false | undefined)[] {
  return [
    isCurrent && l10n.t('current'),
    model.id === info.defaultModel && !isServed({ info, model }) && l10n.t('recommended'),
    model.price && priceText(model.price),
  ];
}

/** As in the result: `Cohere rerank-v3.5`. */
function rerankerLabel(reranker: ComparableReranker): string {
  const { info, model } = reranker;
  return labelText(isServed(reranker) ? info.label : `${info.label} ${model.id}`);
}

/** Whether it is the one model that a server of the user runs, which need not be named. */
function isServed({ info, model }: Pick<ComparableReranker, 'info' | 'model'>): boolean {
  return info.key !== 'required' && info.models.length === 0 && model.id === info.defaultModel;
}

/** A model, the built-in one if undefined, whose results a reranker puts in order. */
export interface RerankedModel {
  readonly model: ComparableModel | undefined;
  readonly reranker: ComparableReranker;
}

/**
 * Lets the user choose which of several models are also compared with a reranker. A single model is not asked about.
 *
 * @throws CancelledError when closed
 */
export async function chooseReranked(chosen: ChosenModels): Promise<readonly RerankedModel[]> {
  const models = [...(chosen.hasBuiltin ? [undefined] : []), ...chosen.models];
  // Each pair costs something, so only the model of the settings is selected at first.
  const usual = chosen.models.find(({ isCurrent }) => isCurrent) ?? models[0];
  const rows = chosen.rerankers.flatMap((reranker) =>
    models.map((model) => ({
      label: l10n.t(
        '{0} + {1}',
        model ? labelText(model.model.id) : l10n.t('Built-in Model'),
        rerankerLabel(reranker),
      ),
      description: reranker.host,
      picked: model === usual,
      value: { model, reranker },
    })),
  );
  if (models.length === 1 || rows.length === 0) return rows.map(({ value }) => value);
  const picked = await vscode.window.showQuickPick(rows, {
    title: l10n.t('Compare Models on This Workspace'),
    placeHolder: l10n.t('Select the models to compare with a reranker, too'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (!picked) throw new CancelledError();
  return picked.map(({ value }) => value);
}
