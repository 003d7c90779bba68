/** How soon a thread wants to be answered. */
export type Priority = 'low' | 'normal' | 'high';

export const PRIORITIES: readonly Priority[] = ['high', 'normal', 'low'];

/**
 * Why a thread has its topic: what of a rule fitted, as it stands in the YAML, or (`person`) the Slack user who decided.
 * Never words of the customer.
 */
export interface RouteReason {
  kind: 'keyword' | 'hashtag' | 'author' | 'language' | 'network' | 'pattern' | 'person';
  value: string;
}

/** A topic that no rule gave, but that earlier threads make likely. */
export interface TopicSuggestion {
  topic: string;
  /** 0 to 1: how often such a suggestion is right. */
  confidence: number;
}

/** `82 %`. Never 100: nobody is that sure. */
export function percent(share: number): string {
  return `${Math.min(99, Math.round(share * 100))} %`;
}

/** For the audit: `keyword "bill", language it`. */
export function reasonsText(reasons: readonly RouteReason[]): string {
  return reasons.map(reasonText).join(', ');
}

/** `keyword "bill"`, `hashtag #outage`, … */
function reasonText({ kind, value }: RouteReason): string {
  switch (kind) {
    case 'keyword':
      return `keyword "${value}"`;
    case 'hashtag':
      return `hashtag #${value}`;
    case 'author':
      return `author @${value}`;
    default:
      return `${kind} ${value}`;
  }
}
