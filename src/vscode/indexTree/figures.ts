import * as l10n from '@vscode/l10n';
import { formatCount } from '../../common/text/countText';

/** `1 file`, `3,400 files`. */
export function fileCount(count: number): string {
  return count === 1 ? l10n.t('1 file') : l10n.t('{0} files', formatCount(count));
}

/** `1 chunk`, `3,400 chunks`. */
export function chunkCount(count: number): string {
  return count === 1 ? l10n.t('1 chunk') : l10n.t('{0} chunks', formatCount(count));
}

/** Number of skipped files and folders: `12 skipped`. */
export function skippedCount(count: number): string {
  return l10n.t('{0} skipped', formatCount(count));
}

/** Number of files that should be in the index but are not: `2 failed`. */
export function failedCount(count: number): string {
  return l10n.t('{0} failed', formatCount(count));
}

/** Number of chunks of a file, or of files in a directory, that have no vector or only some: `2 keyword-only`. */
export function byWordsCount(count: number): string {
  return l10n.t('{0} keyword-only', formatCount(count));
}

/** Reason for keyword-only chunks of a file, in a sentence without a full stop. */
export function byWordsText(without: number, chunks: number): string {
  return without >= chunks
    ? l10n.t('The provider could not embed it: keyword matches only')
    : l10n.t(
        'The provider could not embed {0} of its {1}: keyword matches only',
        formatCount(without),
        chunkCount(chunks),
      );
}

/** `120 B`, `3 KB`, `12.4 MB`: the format of VS Code's Explorer and status bar. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  let size = bytes / 1024;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${size >= 10 || unit === 0 ? Math.round(size) : size.toFixed(1)} ${units[unit]!}`;
}
