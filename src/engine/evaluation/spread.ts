import type { ContentHash } from '../embedding/contentHash';

/** Of a path, the folders that count as one group: the first two. */
const groupDepth = 2;

/**
 * Orders items so that any beginning of the list is spread over languages and folders: one of each group in turn. Within
 * a group the order is that of their hashes, which depends on nothing but the items.
 */
export function spread<T>(
  items: readonly T[],
  hash: ContentHash,
  describe: (item: T) => { readonly path: string; readonly language: string; readonly key: string },
): T[] {
  const groups = new Map<string, { readonly item: T; readonly order: string }[]>();
  for (const item of items) {
    const { path, language, key } = describe(item);
    const folder = path.split('/').slice(0, -1).slice(0, groupDepth).join('/');
    const name = `${language}\n${folder}`;
    const group = groups.get(name) ?? [];
    group.push({ item, order: hash(`${path}\n${key}`) });
    groups.set(name, group);
  }
  const queues = [...groups]
    .map(([name, group]) => ({ order: hash(name), group: group.sort((a, b) => compare(a.order, b.order)) }))
    .sort((a, b) => compare(a.order, b.order));
  const ordered: T[] = [];
  for (let round = 0; ordered.length < items.length; round++) {
    for (const { group } of queues) {
      const next = group[round];
      if (next) ordered.push(next.item);
    }
  }
  return ordered;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
