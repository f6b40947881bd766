import * as l10n from '@vscode/l10n';
import type { PublishedSummary } from '../contracts/published';

/** Which index is searched, and since when it is published. */
export function publishedText({ instead, publishedAtMs, ...of }: PublishedSummary): string {
  const published = new Date(publishedAtMs).toISOString().slice(0, 16).replace('T', ' ');
  return instead === undefined
    ? l10n.t('{0}, published {1} UTC', branchText(of), published)
    : l10n.t('{0}, published {1} UTC; {2} is not published', branchText(of), published, instead);
}

/** A branch and its commit. */
export function branchText({
  repository,
  branch,
  commit,
}: Pick<PublishedSummary, 'repository' | 'branch' | 'commit'>): string {
  return `${repository} ${branch}${commit === undefined ? '' : ` (${commit.slice(0, 10)})`}`;
}
