import type { PlanLists, SendingPlan } from '../../common/providerInfo';

/** Entries of each list in one message. */
const pageEntries = 1000;

/** A part of each list of a plan; empty lists behind their ends. */
export function planPage({ files, heldBack, masked, unread }: PlanLists, from: number): PlanLists {
  const to = from + pageEntries;
  return {
    files: files.slice(from, to),
    heldBack: heldBack.slice(from, to),
    masked: masked.slice(from, to),
    unread: unread.slice(from, to),
  };
}

/** A plan that may cross to another thread whatever the size of the workspace folder: the beginnings of its lists. */
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
