import type { PlanLists, SendingPlan } from '../../common/contracts/providerInfo';

/** Data that indexing one workspace folder would send. */
export interface FolderPlan {
  /** Name of the workspace folder as shown in the window. */
  readonly name: string;
  readonly plan: SendingPlan;
}

/** Combines the plans of all folders. With several folders, paths begin with the folder's name. */
export function combinePlans(plans: readonly FolderPlan[]): SendingPlan {
  const all = <T extends { readonly path: string }>(entriesOf: (plan: SendingPlan) => readonly T[]): T[] =>
    plans.flatMap(({ name, plan }) =>
      plans.length > 1
        ? entriesOf(plan).map((entry) => ({ ...entry, path: `${name}/${entry.path}` }))
        : entriesOf(plan),
    );
  const sum = (countOf: (plan: SendingPlan) => number): number =>
    plans.reduce((total, { plan }) => total + countOf(plan), 0);
  const shared = plans.find(({ plan }) => plan.shared)?.plan.shared;
  const notListed = (list: keyof PlanLists): number => sum((plan) => plan.notListed?.[list] ?? 0);
  return {
    files: all(({ files }) => files),
    chunks: sum(({ chunks }) => chunks),
    tokens: sum(({ tokens }) => tokens),
    known: sum(({ known }) => known),
    ...(shared && { shared: { ...shared, vectors: sum((plan) => plan.shared?.vectors ?? 0) } }),
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

/** Number of entries of a plan's list, including those not listed by name. */
export function lengthOf(plan: SendingPlan, list: keyof PlanLists): number {
  return plan[list].length + (plan.notListed?.[list] ?? 0);
}
