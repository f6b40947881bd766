/** Anything with a `dispose` method, such as a `vscode.Disposable`. */
export interface DisposableLike {
  dispose(): unknown;
}

/** Disposables with one owner. They are disposed together, in the order in which they were added. */
export class DisposableStore implements DisposableLike {
  private readonly items = new Set<DisposableLike>();
  private isDisposed = false;

  /** Adds a disposable and returns it. If the store has been disposed, disposes it at once. */
  add<T extends DisposableLike>(item: T): T {
    if (this.isDisposed) item.dispose();
    else this.items.add(item);
    return item;
  }

  /** Adds several disposables; see {@link add}. */
  addAll(...items: readonly DisposableLike[]): void {
    for (const item of items) this.add(item);
  }

  /** @throws the first error of the disposables, after all of them have been disposed */
  dispose(): void {
    this.isDisposed = true;
    const items = [...this.items];
    this.items.clear();
    const errors: unknown[] = [];
    for (const item of items) {
      try {
        item.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}

/** Holds at most one disposable. A new one replaces the previous one, which is disposed first. */
export class MutableDisposable<T extends DisposableLike> implements DisposableLike {
  private current: T | undefined;
  private isDisposed = false;

  get value(): T | undefined {
    return this.current;
  }

  /** After `dispose`, a new value is disposed at once. */
  set value(value: T | undefined) {
    const previous = this.current;
    this.current = this.isDisposed ? undefined : value;
    if (previous !== value) previous?.dispose();
    if (this.isDisposed) value?.dispose();
  }

  dispose(): void {
    this.isDisposed = true;
    this.value = undefined;
  }
}
