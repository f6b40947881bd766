import type { MessageToHost, RowAct, ViewResult } from '../../common/view/viewProtocol';
import { dismiss, pin, undoDismiss, unpin } from './keeping';
import { leaveOut, onlyWithin } from './narrowing';
import { openOptionsOf, openRow } from './opening';
import { groupText, resultText } from './resultsText';
import { targetsOf } from './selection';
import { askSimilar, originOf } from './similarSearch';
import type { Step, ViewModel } from './viewModel';
import { findRow, type VisibleRow } from './visibleRows';

/**
 * Performs an action of a menu or a key on a row; on all selected rows if the row is one of them.
 *
 * @param key of the row; default: the selected one
 */
export function actOnRow(model: ViewModel, act: RowAct, key = model.selected): Step {
  if (act === 'undoDismiss') return undoDismiss(model);
  const unchanged: Step = { model, effects: [] };
  const row = findRow(model, key);
  if (!row) return unchanged;
  const send = (message: MessageToHost): Step => ({ model, effects: [{ type: 'post', message }] });
  const file = fileOf(row);
  switch (act) {
    case 'open':
    case 'openToSide':
      return openRow(model, row.key, openOptionsOf(act === 'open' ? 'open' : 'toSide'));
    case 'revealInExplorer':
      return file ? send({ type: 'revealInExplorer', uri: file.uri }) : unchanged;
    case 'onlyFolder':
      return file ? onlyWithin(model, file) : unchanged;
    case 'notFolder':
    case 'notFile':
      return file ? leaveOut(model, file, act === 'notFile' ? 'file' : 'folder') : unchanged;
    case 'copy': {
      const text = targetsOf(model, key).map(textOf).filter(Boolean).join('\n\n');
      return text === '' ? unchanged : send({ type: 'copy', text });
    }
    case 'copyPath':
    case 'copyRelativePath': {
      const files = targetsOf(model, key).flatMap((target) => fileOf(target)?.uri ?? []);
      const uris = [...new Set(files)];
      return uris.length === 0
        ? unchanged
        : send({ type: 'copyPaths', uris, isRelative: act === 'copyRelativePath' });
    }
    case 'findSimilar':
      return row.type === 'result' ? askSimilar(model, originOf(row.result)) : unchanged;
    case 'pin':
      return pin(model, key);
    case 'unpin':
      return unpin(model, key);
    case 'dismiss':
      return dismiss(model, key);
  }
}

/** The file of a row; undefined if the row belongs to none or several. */
function fileOf(row: VisibleRow): Pick<ViewResult, 'uri' | 'path' | 'folderGlob'> | undefined {
  switch (row.type) {
    case 'file':
      return row.group.type === 'file' ? row.group.results[0]?.result : undefined;
    case 'result':
      return row.result;
    case 'sibling':
      return row.sibling;
    case 'more':
    case 'lessLikely':
    case 'siblings':
      return undefined;
  }
}

function textOf(row: VisibleRow): string {
  if (row.type === 'result') return resultText(row.result);
  return row.type === 'file' ? groupText(row.group) : '';
}
