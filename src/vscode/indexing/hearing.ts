/** So long after a change, and so long before one, the watcher may tell of it, milliseconds: floods delay it. */
const patienceMs = 5_000;

/**
 * Whether the file watcher of a folder hears what happens. A system runs out of watches, a network drive has none, a setting
 * excludes directories, and no extension is told so. But some changes are known without the watcher: it is judged by whether it
 * told of the last of those that was looked at.
 */
export class Hearing {
  /** When it was heard of them lately, oldest first. */
  private readonly times = new Map<string, number>();
  private awaited: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private deaf = false;

  /** @param onDidChange told when the watcher is found deaf, and when it is found to hear again */
  constructor(private readonly onDidChange: (isDeaf: boolean) => void) {}

  get isDeaf(): boolean {
    return this.deaf;
  }

  /** A file changed, of which the watcher has to tell. One at a time is waited for. */
  expect(path: string): void {
    if (this.timer) return;
    this.forgetOld();
    if (this.times.has(path)) {
      this.set(false);
      return;
    }
    this.awaited = path;
    this.timer = setTimeout(() => {
      this.stop();
      this.set(true);
    }, patienceMs);
  }

  /** The watcher told of a path. */
  heard(path: string): void {
    this.times.delete(path);
    this.times.set(path, performance.now());
    this.forgetOld();
    if (path !== this.awaited) return;
    this.stop();
    this.set(false);
  }

  dispose(): void {
    this.stop();
  }

  private forgetOld(): void {
    const oldest = performance.now() - patienceMs;
    for (const [path, time] of this.times) {
      if (time > oldest) return;
      this.times.delete(path);
    }
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.awaited = undefined;
  }

  private set(deaf: boolean): void {
    if (deaf === this.deaf) return;
    this.deaf = deaf;
    this.onDidChange(deaf);
  }
}
