import type { MessageToHost, RowAct } from '../../common/viewProtocol';
import { dismiss, pin, unpin } from './keeping';
import { openOptionsOf, openRow } from './opening';
import { findRow } from './rows';
import { groupText, resultText } from './resultsText';
import { askSimilar, originOf } from './similar';
import type { Step, ViewModel } from './viewModel';

/**
 * Does with a row what a menu or a key asks for.
 *
 * @param key of the row; by default the selected one
 */
export function actOnRow(model: ViewModel, act: RowAct, key = model.selected): Step {
  const row = findRow(model, key);
  if (!row) return { model, effects: [] };
  const send = (message: MessageToHost): Step => ({ model, effects: [{ type: 'post', message }] });
  switch (act) {
    case 'openToSide':
      return openRow(model, row.key, openOptionsOf('toSide'));
    case 'copy':
      return send({
        type: 'copy',
        text: row.type === 'result' ? resultText(row.result) : groupText(row.group),
      });
    case 'copyPath': {
      const { uri } = row.type === 'result' ? row.result : row.group;
      return uri === '' ? { model, effects: [] } : send({ type: 'copyPath', uri });
    }
    case 'findSimilar':
      return row.type === 'result' ? askSimilar(model, originOf(row.result)) : { model, effects: [] };
    case 'pin':
      return pin(model, key);
    case 'unpin':
      return unpin(model, key);
    case 'dismiss':
      return dismiss(model, key);
  }
}
