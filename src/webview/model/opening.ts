import { remember } from './remembering';
import { select } from './selection';
import type { OpenMode, Step, ViewModel } from './viewModel';
import { findRow } from './visibleRows';

/** How the editor opens a result. */
export interface OpenOptions {
  readonly preserveFocus: boolean;
  readonly preview: boolean;
  readonly toSide: boolean;
}

/** Converts an open mode to options of the editor. */
export function openOptionsOf(how: OpenMode): OpenOptions {
  return { preserveFocus: how === 'preview', preview: how === 'preview', toSide: how === 'toSide' };
}

/** Selects the row of a location and opens it in the editor; adds the query to the history. */
export function openRow(model: ViewModel, key: string, options: OpenOptions): Step {
  const row = findRow(model, key);
  if (row?.type !== 'result' && row?.type !== 'sibling') return { model, effects: [] };
  const { uri, startLine, endLine } = row.type === 'result' ? row.result : row.sibling;
  const line = row.type === 'result' ? row.result.line : startLine;
  const remembered = remember(model);
  return {
    model: select(remembered.model, key),
    effects: [
      ...remembered.effects,
      { type: 'revealRow', key },
      { type: 'post', message: { type: 'open', uri, startLine, endLine, line, ...options } },
    ],
  };
}
