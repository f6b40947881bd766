import type { RowAct } from '../../common/viewProtocol';
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

/** Keys that, with Shift, select what they go over. */
const extendingKeys: ReadonlySet<string> = new Set([
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);

/**
 * What a key means on a row; `nothing` where it is taken and nothing follows, undefined where it is not for the tree.
 *
 * @param row the key of the row that it was pressed on
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
  // Who holds the key is on the way to the first row, not out of the tree.
  if (key === 'ArrowUp' && event.repeat && isFirst) return 'nothing';
  return {
    type: 'pressed',
    key: isModified && key === 'ArrowUp' ? 'Escape' : key,
    how: isModified ? 'toSide' : key === ' ' ? 'preview' : 'open',
  };
}

/** Keys that do what the menu of a row does, as in the Search view. */
function actOfKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): RowAct | undefined {
  if (altKey) return undefined;
  const isModified = ctrlKey || metaKey;
  // A Mac has no Delete key everywhere; its lists take what is there.
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
