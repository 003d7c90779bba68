import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface BudgetJobDeps {
  tellBudget(day: string): Promise<JobAnswer>;
}

/** Much of a day's budget is spent: tells operations. */
export function budgetJob({ tellBudget }: BudgetJobDeps): JobHandler {
  return (work) => tellBudget(subjectOf(work.member));
}
