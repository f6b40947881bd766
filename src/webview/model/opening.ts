import { remember } from './remembering';
import { findRow } from './rows';
import type { OpenMode, Step, ViewModel } from './viewModel';

/** How the editor takes a result. */
export interface OpenOptions {
  readonly preserveFocus: boolean;
  readonly preview: boolean;
  readonly toSide: boolean;
}

/** What a way of opening means for the editor. */
export function openOptionsOf(how: OpenMode): OpenOptions {
  return { preserveFocus: how === 'preview', preview: how === 'preview', toSide: how === 'toSide' };
}

/** Selects the row of a result and opens its place in the editor; keeps the query that led there. */
export function openRow(model: ViewModel, key: string, options: OpenOptions): Step {
  const row = findRow(model, key);
  if (row?.type !== 'result') return { model, effects: [] };
  const { uri, startLine, endLine, firstLine: previewLine } = row.result;
  const remembered = remember(model);
  return {
    model: { ...remembered.model, selected: key },
    effects: [
      ...remembered.effects,
      { type: 'revealRow', key },
      { type: 'post', message: { type: 'open', uri, startLine, endLine, previewLine, ...options } },
    ],
  };
}
