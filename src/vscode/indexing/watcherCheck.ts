/** How long before or after a change the watcher's event may arrive, in milliseconds. Many events at once delay it. */
const patienceMs = 5_000;

/**
 * Detects whether the file watcher of a folder reports changes. A system can run out of watches, a network drive may not support
 * them, and settings can exclude directories; extensions are not notified of any of this. But some changes are known without the
 * watcher. The watcher counts as working if it reported the last such change that was checked.
 */
export class WatcherCheck {
  /** Time of the last event of each recently reported path, oldest first. */
  private readonly times = new Map<string, number>();
  private awaited: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private silent = false;

  /** @param onDidChange called when the watcher stops or starts reporting changes */
  constructor(private readonly onDidChange: (isSilent: boolean) => void) {}

  get isSilent(): boolean {
    return this.silent;
  }

  /** Notes a change that the watcher has to report. Only one path is awaited at a time. */
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

  /** Notes that the watcher reported a path. */
  reported(path: string): void {
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

  private set(silent: boolean): void {
    if (silent === this.silent) return;
    this.silent = silent;
    this.onDidChange(silent);
  }
}
