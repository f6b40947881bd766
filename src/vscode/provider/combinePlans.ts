import type { SendingPlan } from '../../common/providerInfo';

/** What indexing one workspace folder would send. */
export interface FolderPlan {
  /** Of the workspace folder, as the window shows it. */
  readonly name: string;
  readonly plan: SendingPlan;
}

/** What indexing all folders would send. Where there are several, paths begin with the folder's name. */
export function combinePlans(plans: readonly FolderPlan[]): SendingPlan {
  const all = <T extends { readonly path: string }>(listOf: (plan: SendingPlan) => readonly T[]): T[] =>
    plans.flatMap(({ name, plan }) =>
      plans.length > 1
        ? listOf(plan).map((entry) => ({ ...entry, path: `${name}/${entry.path}` }))
        : listOf(plan),
    );
  const sum = (countOf: (plan: SendingPlan) => number): number =>
    plans.reduce((total, { plan }) => total + countOf(plan), 0);
  return {
    files: all(({ files }) => files),
    chunks: sum(({ chunks }) => chunks),
    tokens: sum(({ tokens }) => tokens),
    known: sum(({ known }) => known),
    heldBack: all(({ heldBack }) => heldBack),
    masked: all(({ masked }) => masked),
  };
}
