import { describe, expect, it, vi } from 'vitest';
import type { InventoryEntry } from '../../../src/common/contracts/inventoryContract';
import { IndexTree, type IndexTreeParts } from '../../../src/vscode/indexTree/indexTree';
import type { IndexNode } from '../../../src/vscode/indexTree/indexNode';
import { editor } from '../../support/fakeEditor';

vi.mock('vscode', async () => {
  const { uriOf, vscodeModule } = await import('../../support/fakeEditor');
  const withState = (path: string) => ({
    ...uriOf(path),
    with: ({ authority }: { authority: string }) => uriOf(`row://${authority}${path}`),
  });
  return {
    ...vscodeModule,
    Uri: { joinPath: ({ path }: { path: string }, more: string) => withState(`${path}/${more}`) },
    TreeItem: class {
      constructor(
        readonly label: string,
        readonly collapsibleState = 0,
      ) {}
    },
    TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
    ThemeIcon: Object.assign(
      class {
        constructor(
          readonly id: string,
          readonly color?: unknown,
        ) {}
      },
      { File: { id: 'file' }, Folder: { id: 'folder' } },
    ),
    ThemeColor: class {
      constructor(readonly id: string) {}
    },
    MarkdownString: class {
      constructor(readonly value: string) {}
    },
  };
});

const below = { indexed: 0, chunks: 0, skipped: 0, failed: 0 };
const file = (path: string, chunks = 1): InventoryEntry => ({
  ...{ path, name: path.slice(path.lastIndexOf('/') + 1) },
  ...{ type: 'file', state: 'indexed', chunks, sizeBytes: 10, language: 'typescript' },
});
const directory = (path: string, indexed = 1): InventoryEntry => ({
  ...{ path, name: path, type: 'directory', state: 'indexed' },
  below: { ...below, indexed },
});

/** Keeps rows as VS Code does: until they are named as changed, with all that is below them. */
class TreeView {
  readonly changes: (readonly string[] | 'all')[] = [];
  private readonly children = new Map<IndexNode | undefined, IndexNode[]>();
  private readonly expanded = new Set<string>();

  constructor(private readonly tree: IndexTree) {
    tree.onDidChangeTreeData((nodes) => {
      this.changes.push(nodes ? nodes.map((node) => this.label(node)) : 'all');
      if (nodes) for (const node of nodes) this.drop(node);
      else this.children.clear();
    });
  }

  async expand(name: string): Promise<void> {
    this.expanded.add(name);
    await this.show();
  }

  /** The labels of all visible rows, from top to bottom. */
  async show(parent?: IndexNode): Promise<string[]> {
    const rows = this.children.get(parent) ?? (await this.tree.getChildren(parent));
    this.children.set(parent, rows);
    const shown: string[] = [];
    for (const row of rows) {
      const label = this.label(row);
      shown.push(label, ...(this.expanded.has(label) ? await this.show(row) : []));
    }
    return shown;
  }

  async row(label: string): Promise<IndexNode | undefined> {
    await this.show();
    return [...this.children.values()].flat().find((row) => this.label(row) === label);
  }

  description(node: IndexNode): unknown {
    return this.tree.getTreeItem(node).description;
  }

  private label(node: IndexNode): string {
    return this.tree.getTreeItem(node).label as string;
  }

  private drop(node: IndexNode): void {
    for (const child of this.children.get(node) ?? []) this.drop(child);
    this.children.delete(node);
  }
}

/** A tree over directories that a test changes, and what was read. */
async function open() {
  editor.reset('/a');
  const entries: Record<string, InventoryEntry[]> = {
    '': [directory('docs'), directory('src', 2), file('README.md')],
    docs: [file('docs/guide.md')],
    src: [file('src/a.ts'), file('src/b.ts')],
  };
  const read: string[] = [];
  const gates = new Map<string, Promise<void>>();
  const engine = {
    call: async (method: string, params: { readonly directory: string }) => {
      if (method !== 'inventory') return { sizeBytes: 1 };
      const { directory } = params;
      const found = { entries: entries[directory], below };
      await gates.get(directory);
      read.push(directory);
      return found;
    },
  };
  /** Lets reads of a directory wait until the returned function is called. */
  const hold = (directory: string): (() => void) => {
    let open = (): void => undefined;
    gates.set(directory, new Promise((resolve) => (open = resolve)));
    return () => {
      gates.delete(directory);
      open();
    };
  };
  const state = { kind: 'ready', totals: { files: 4, chunks: 4 }, failedFiles: 0, skippedPaths: 0 };
  const tree = new IndexTree({
    ...{ engine, indexing: { state }, provider: () => undefined },
    logger: { debug: () => undefined },
  } as unknown as IndexTreeParts);
  const view = new TreeView(tree);
  await view.expand('src');
  return { tree, view, entries, read, hold };
}

describe('the tree of the index', () => {
  it('notifies VS Code of nothing if nothing changed', async () => {
    const { tree, view, read } = await open();
    read.length = 0;
    await tree.refresh();
    expect(view.changes).toEqual([]);
    expect(read).toEqual(['', 'src']);
  });

  it('draws a row that changed, and leaves the others to VS Code', async () => {
    const { tree, view, entries } = await open();
    const row = (await view.row('a.ts'))!;
    expect(view.description(row)).toContain('1 chunk');
    entries['src'] = [file('src/a.ts', 7), file('src/b.ts')];
    await tree.refresh();
    expect(view.changes).toEqual([['a.ts']]);
    expect(view.description(row)).toContain('7 chunks');
    await tree.refresh();
    expect(view.changes).toHaveLength(1);
  });

  it('lists a directory again if it has other files', async () => {
    const { tree, view, entries } = await open();
    entries['src'] = [file('src/a.ts'), file('src/b.ts'), file('src/c.ts')];
    await tree.refresh();
    expect(view.changes).toEqual([['src']]);
    expect(await view.show()).toContain('c.ts');
  });

  it('lists everything again if the folder has other entries', async () => {
    const { tree, view, entries } = await open();
    entries['']!.push(file('new.md'));
    await tree.refresh();
    expect(view.changes).toEqual(['all']);
    expect((await view.show()).slice(1)).toEqual(['docs', 'src', 'a.ts', 'b.ts', 'README.md', 'new.md']);
  });

  it('lists a directory again if it can no longer be expanded', async () => {
    const { tree, view, entries } = await open();
    entries[''] = [{ ...directory('docs'), state: 'skipped', reason: 'excluded' }, ...entries['']!.slice(1)];
    await tree.refresh();
    expect(view.changes).toEqual(['all']);
  });

  it('reads a collapsed directory when it is expanded again', async () => {
    const { tree, view, entries, read } = await open();
    const row = (await view.row('src'))!;
    tree.collapse(row);
    entries['src'] = [file('src/a.ts', 7), file('src/b.ts')];
    read.length = 0;
    await tree.refresh();
    expect([read, view.changes]).toEqual([[''], []]);
    tree.expand(row);
    await tree.refresh();
    expect(view.changes).toEqual([['a.ts']]);
  });

  it('names no row as changed while VS Code waits for rows', async () => {
    const { tree, view, entries, hold } = await open();
    entries[''] = [directory('docs', 9), ...entries['']!.slice(1)];
    const continueRoot = hold('');
    const continueDocs = hold('docs');
    const order: string[] = [];
    tree.onDidChangeTreeData(() => order.push('changed'));
    const refreshed = tree.refresh();
    const given = view.expand('docs').then(() => order.push('given'));
    continueRoot();
    await new Promise(setImmediate);
    expect(order).toEqual([]);
    continueDocs();
    await Promise.all([given, refreshed]);
    expect(order).toEqual(['given', 'changed']);
    expect(view.changes).toEqual([['docs']]);
  });

  it('reads a directory again that was expanded during a refresh', async () => {
    const { tree, view, entries, hold } = await open();
    const continueRoot = hold('');
    const refreshed = tree.refresh();
    await view.expand('docs');
    entries['docs'] = [file('docs/guide.md', 5)];
    continueRoot();
    await refreshed;
    expect(view.changes).toEqual([['guide.md']]);
  });
});
