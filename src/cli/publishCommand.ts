import type { PublishedSummary, PublishReport } from '../common/contracts/published';
import { formatCount } from '../common/text/countText';
import { branchText, publishedText } from '../common/text/publishedText';
import type { PostgresArguments, PublishArguments } from './arguments';
import { printReport, updateIndex, type CommandContext } from './commands';
import { writeJson, writeLines } from './output';
import { ProgressBar } from './progressBar';

/** Brings the index up to date, and writes it to PostgreSQL. */
export async function runPublishTo(
  { json, createTables }: PublishArguments,
  postgres: PostgresArguments,
  context: CommandContext,
): Promise<void> {
  const { engine, folder, signal, stdout, stderr } = context;
  const { profile, ...summary } = await updateIndex(context);
  await printReport(summary, context);
  const bar = new ProgressBar(stderr);
  try {
    const onProgress = bar.show.bind(bar);
    const params = { ...postgres, folder, createTables };
    const report = await engine.call('publish', params, { signal, onProgress });
    bar.clear();
    if (json) writeJson(stdout, report);
    writeLines(stderr, renderPublication(report));
  } finally {
    bar.clear();
  }
}

/** Removes a branch from PostgreSQL. */
export async function runDeleteBranch(
  branch: string,
  postgres: PostgresArguments,
  { engine, folder, signal, stderr }: CommandContext,
): Promise<void> {
  await engine.call('deletePublished', { ...postgres, folder, branch }, { signal });
  writeLines(stderr, [`Removed the branch ${branch}.`]);
}

function renderPublication({ withoutContent, ...report }: PublishReport): string[] {
  const { server, repository, branch, commit, files, chunks, added, removed } = report;
  const counts = `${formatCount(files)} files, ${formatCount(chunks)} chunks; ${formatCount(added)} new, ${formatCount(removed)} removed`;
  return [
    `Published ${branchText({ repository, branch, commit })} to ${server}: ${counts}.`,
    ...(withoutContent > 0
      ? [
          `${formatCount(withoutContent)} files without their content, because it has secrets or changed meanwhile.`,
        ]
      : []),
  ];
}

/** What is searched, on one line. */
export function renderPublished(summary: PublishedSummary): string[] {
  return [`Searches ${publishedText(summary)}, in ${summary.server}.`];
}
