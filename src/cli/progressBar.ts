import type { IndexProgress } from '../common/contracts/indexReport';
import type { TextOutput } from './output';

const barWidth = 28;
/** Width if the terminal does not report one. */
const defaultColumns = 80;
/** Least interval between two redraws. */
const redrawMs = 80;

/**
 * A progress bar on one line of a terminal. If the output is not a terminal, prints only a line about a wait that may
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
    this.draw(render(progress), progress.done >= progress.total);
  }

  /** A stage with a name and a number of things to do; 0 if that is not known yet. */
  showStage(name: string, done: number, total: number, things: string): void {
    if (!this.output.isTTY) return;
    this.draw(total === 0 ? `${name}…` : barText(name, done, total, things), done >= total);
  }

  private draw(text: string, isLast: boolean): void {
    const now = Date.now();
    if (now - this.lastDrawn < redrawMs && !isLast) return;
    this.lastDrawn = now;
    // Some terminals report 0.
    const columns = this.output.columns === 0 ? defaultColumns : (this.output.columns ?? defaultColumns);
    this.visible = true;
    this.output.write(`\r\x1b[K${text.slice(0, columns - 1)}`);
  }

  /** Removes the bar; call before other output. */
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
    case 'downloading':
      return barText('Reading the snapshot', done, total, 'parts');
    case 'loadingModel':
      return 'Waiting for the server to load the model…';
    case 'scanning':
      return 'Looking for files…';
    case 'indexing':
      return barText('Indexing', done, total, 'files');
    case 'publishing':
      return barText('Publishing', done, total, 'files');
  }
}

function barText(name: string, done: number, total: number, things: string): string {
  const share = total > 0 ? done / total : 1;
  const filled = Math.round(share * barWidth);
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  return `${name} ${bar} ${Math.floor(share * 100)} %  ${done} of ${total} ${things}`;
}
