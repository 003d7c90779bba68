export interface GroupChangedDeps {
  groupChanged(group: string): Promise<void>;
}

/** People came into a user group of Slack, or left it: whoever they are here is asked anew. */
export function groupChanged({ groupChanged }: GroupChangedDeps) {
  return (group: string): Promise<void> => groupChanged(group);
}
