/** What travels in the windows in which a thread changes hands. */
export interface ClaimWindowData {
  threadId: string;
  /** Who had it when the window opened. */
  from: string | null;
  /** How often its topic had been changed then. */
  reroutes: number;
}

export function packClaimData(data: ClaimWindowData): string {
  return JSON.stringify(data);
}

/** Null for anything that we did not write. */
export function unpackClaimData(text: string): ClaimWindowData | null {
  const data = parsed<ClaimWindowData>(text);
  return typeof data?.threadId === 'string'
    ? { threadId: data.threadId, from: data.from ?? null, reroutes: data.reroutes ?? 0 }
    : null;
}

/** What travels in the window with several threads: the page that is shown, and what is chosen on the others. */
export interface AssignWindowData {
  page: number;
  chosen: readonly string[];
}

/** Slack takes 3,000 characters of it. */
const MOST_CHOSEN = 100;

export function packAssignData({ page, chosen }: AssignWindowData): string {
  return JSON.stringify({ page, chosen: chosen.slice(0, MOST_CHOSEN) });
}

/** Null for anything that we did not write. */
export function unpackAssignData(text: string): AssignWindowData | null {
  const data = parsed<AssignWindowData>(text);
  return typeof data?.page === 'number' && Array.isArray(data.chosen)
    ? { page: data.page, chosen: data.chosen.filter((id) => typeof id === 'string') }
    : null;
}

function parsed<T>(text: string): Partial<T> | null {
  try {
    return JSON.parse(text) as Partial<T> | null;
  } catch {
    return null;
  }
}
