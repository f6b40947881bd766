import type { PlanLists, SendingPlan } from '../../common/providerInfo';

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
  const notListed = (list: keyof PlanLists): number => sum((plan) => plan.notListed?.[list] ?? 0);
  return {
    files: all(({ files }) => files),
    chunks: sum(({ chunks }) => chunks),
    tokens: sum(({ tokens }) => tokens),
    known: sum(({ known }) => known),
    heldBack: all(({ heldBack }) => heldBack),
    masked: all(({ masked }) => masked),
    unread: all(({ unread }) => unread),
    ...(plans.some(({ plan }) => plan.notListed) && {
      notListed: {
        files: notListed('files'),
        heldBack: notListed('heldBack'),
        masked: notListed('masked'),
        unread: notListed('unread'),
      },
    }),
  };
}

/** How many entries a list of a plan has, named or not. */
export function lengthOf(plan: SendingPlan, list: keyof PlanLists): number {
  return plan[list].length + (plan.notListed?.[list] ?? 0);
}
