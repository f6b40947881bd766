import type { PlanLists, SendingPlan } from '../../common/contracts/providerInfo';

/** Entries of each list in one message. */
const pageEntries = 1000;

/** One page of each list of a plan; a list that has ended is empty. */
export function planPage({ files, heldBack, masked, unread }: PlanLists, from: number): PlanLists {
  const to = from + pageEntries;
  return {
    files: files.slice(from, to),
    heldBack: heldBack.slice(from, to),
    masked: masked.slice(from, to),
    unread: unread.slice(from, to),
  };
}

/** A plan with only the first page of each list, so that its size is bounded when it is sent to another thread. */
export function shortenPlan(plan: SendingPlan): SendingPlan {
  const first = planPage(plan, 0);
  const notListed = {
    files: plan.files.length - first.files.length,
    heldBack: plan.heldBack.length - first.heldBack.length,
    masked: plan.masked.length - first.masked.length,
    unread: plan.unread.length - first.unread.length,
  };
  return { ...plan, ...first, notListed };
}
