import { describe, expect, it } from 'vitest';
import { DisposableStore, MutableDisposable } from '../../src/vscode/disposables';

/** Disposables that record their disposal. */
function recorder() {
  const disposed: string[] = [];
  const create = (name: string) => ({ name, dispose: () => void disposed.push(name) });
  return { disposed, create };
}

describe('a disposable store', () => {
  it('disposes its disposables once, in the order in which they were added', () => {
    const { disposed, create } = recorder();
    const store = new DisposableStore();
    const first = create('first');
    expect(store.add(first)).toBe(first);
    store.add(create('second'));
    expect(disposed).toEqual([]);
    store.dispose();
    store.dispose();
    expect(disposed).toEqual(['first', 'second']);
  });

  it('disposes at once what is added after its disposal', () => {
    const { disposed, create } = recorder();
    const store = new DisposableStore();
    store.dispose();
    store.add(create('late'));
    expect(disposed).toEqual(['late']);
  });

  it('disposes the others if one fails, and throws the first error', () => {
    const { disposed, create } = recorder();
    const store = new DisposableStore();
    for (const message of ['a', 'b']) {
      store.add({
        dispose: () => {
          throw new Error(message);
        },
      });
    }
    store.add(create('last'));
    expect(() => {
      store.dispose();
    }).toThrow('a');
    expect(disposed).toEqual(['last']);
  });
});

describe('a mutable disposable', () => {
  it('disposes a value when another one replaces it', () => {
    const { disposed, create } = recorder();
    const holder = new MutableDisposable();
    const first = create('first');
    holder.value = first;
    holder.value = first;
    expect(disposed).toEqual([]);
    const second = create('second');
    holder.value = second;
    expect(holder.value).toBe(second);
    expect(disposed).toEqual(['first']);
    holder.value = undefined;
    expect(disposed).toEqual(['first', 'second']);
  });

  it('disposes its value, and each later one, after its disposal', () => {
    const { disposed, create } = recorder();
    const holder = new MutableDisposable();
    holder.value = create('first');
    holder.dispose();
    holder.value = create('late');
    expect(holder.value).toBeUndefined();
    expect(disposed).toEqual(['first', 'late']);
  });
});
