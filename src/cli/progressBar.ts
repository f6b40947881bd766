import type { IndexProgress } from '../common/indexReport';
import type { TextOutput } from './output';

const barWidth = 28;
/** Width where the terminal does not tell its own. */
const defaultColumns = 80;
/** Least time between two drawings. */
const redrawMs = 80;

/**
 * A bar on a terminal, in one line that is drawn over. Where the output is not a terminal, nothing but a line about a wait that may
 * take minutes.
 */
export class ProgressBar {
  private lastDrawn = 0;
  private visible = false;
  private hasToldOfLoading = false;

  constructor(private readonly output: TextOutput) {}

  show(progress: IndexProgress): void {
    if (!this.output.isTTY) {
      if (progress.phase === 'loadingModel' && !this.hasToldOfLoading)
        this.output.write(`${render(progress)}\n`);
      this.hasToldOfLoading ||= progress.phase === 'loadingModel';
      return;
    }
    const now = Date.now();
    if (now - this.lastDrawn < redrawMs && progress.done < progress.total) return;
    this.lastDrawn = now;
    // Some terminals say 0.
    const columns = this.output.columns === 0 ? defaultColumns : (this.output.columns ?? defaultColumns);
    this.visible = true;
    this.output.write(`\r\x1b[K${render(progress).slice(0, columns - 1)}`);
  }

  /** Takes the bar away, before anything else is printed. */
  clear(): void {
    if (!this.visible) return;
    this.visible = false;
    this.output.write('\r\x1b[K');
  }
}

function render({ phase, done, total }: IndexProgress): string {
  switch (phase) {
    case 'waiting':
      return 'Waiting for another process that writes this index…';
    case 'loadingModel':
      return 'Waiting for the server to load the model…';
    case 'scanning':
      return 'Looking for files…';
    case 'indexing': {
      const share = total > 0 ? done / total : 1;
      const filled = Math.round(share * barWidth);
      const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
      return `Indexing ${bar} ${Math.floor(share * 100)} %  ${done} of ${total} files`;
    }
  }
}
