import type { RowAct } from '../../common/view/viewProtocol';
import type { ViewEvent } from '../model/viewModel';

const movingKeys: ReadonlySet<string> = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Enter',
  ' ',
  'Escape',
]);

/** Keys that extend the selection when pressed with Shift. */
const extendingKeys: ReadonlySet<string> = new Set([
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);

/**
 * The event of a key pressed on a row; `nothing` if the key is handled without an effect, undefined if the tree does
 * not handle it.
 *
 * @param row the key of the row on which it was pressed
 * @param isFirst whether that is the first row
 */
export function eventOfKey(
  event: KeyboardEvent,
  row: string | undefined,
  isFirst: boolean,
): ViewEvent | 'nothing' | undefined {
  const { key, altKey, shiftKey } = event;
  const isModified = event.ctrlKey || event.metaKey;
  const act = actOfKey(event);
  if (act) return { type: 'rowActed', act, key: row };
  if (altKey || !movingKeys.has(key)) {
    return isModified && !altKey && !shiftKey && key.toLowerCase() === 'a'
      ? { type: 'allSelected' }
      : undefined;
  }
  if (shiftKey) {
    return extendingKeys.has(key) && !isModified
      ? { type: 'pressed', key, how: 'open', extends: true }
      : undefined;
  }
  if (isModified && key !== 'Enter' && key !== 'ArrowUp') return undefined;
  // Holding the key moves to the first row, but not out of the tree.
  if (key === 'ArrowUp' && event.repeat && isFirst) return 'nothing';
  return {
    type: 'pressed',
    key: isModified && key === 'ArrowUp' ? 'Escape' : key,
    how: isModified ? 'toSide' : key === ' ' ? 'preview' : 'open',
  };
}

/** Keys for the actions of a row's menu, as in the Search view. */
function actOfKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): RowAct | undefined {
  if (altKey) return undefined;
  const isModified = ctrlKey || metaKey;
  // Many Mac keyboards have no Delete key, so Cmd+Backspace is accepted too, as in lists on macOS.
  if (!shiftKey && (key === 'Delete' || (metaKey && key === 'Backspace'))) return 'dismiss';
  if (!isModified || shiftKey) return undefined;
  switch (key.toLowerCase()) {
    case 'c':
      return 'copy';
    case 'z':
      return 'undoDismiss';
    default:
      return undefined;
  }
}
