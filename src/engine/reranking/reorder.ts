/**
 * Items in another order, in which some keep their positions.
 *
 * @param ranked the items that move, best first; they fill the positions that are not fixed
 * @param isFixed whether an item keeps its position; items that are neither fixed nor ranked follow the ranked ones
 */
export function reorder<T>(items: readonly T[], ranked: readonly T[], isFixed: (item: T) => boolean): T[] {
  const moving = new Set(ranked);
  const rest = items.filter((item) => !moving.has(item) && !isFixed(item));
  const order = [...ranked, ...rest][Symbol.iterator]();
  return items.map((item) => (isFixed(item) ? item : (order.next().value as T)));
}
