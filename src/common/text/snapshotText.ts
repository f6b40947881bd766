import * as l10n from '@vscode/l10n';
import type { SnapshotOrigin } from '../contracts/indexReport';
import { visibleText } from './visibleText';

/** Digits of a commit that are shown. */
const commitDigits = 10;

/** From which snapshot an index starts, in a sentence without a full stop. */
export function snapshotText({ commit, place }: SnapshotOrigin): string {
  return l10n.t(
    'The index starts from the snapshot of commit {0} in {1}',
    shortCommit(commit),
    visibleText(place),
  );
}

/** The first digits of a commit. */
export function shortCommit(commit: string): string {
  return commit.slice(0, commitDigits);
}
