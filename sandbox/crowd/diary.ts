/** What people did and were told, by their own watch: nothing of Faccia's. */

export interface Take {
  slackUser: string;
  threadId: string;
  at: number;
  /** What Faccia said to it; null: nothing. */
  told: string | null;
  /** The card said that they have it. */
  shown: boolean;
}

export interface Answer {
  slackUser: string;
  threadId: string;
  replyId: string;
  /** Stands in its text, and in no other. */
  marker: string;
}

export type AwayWhy = 'presence' | 'paused' | 'quiet' | 'left';

export interface Away {
  slackUser: string;
  why: AwayWhy;
  from: number;
  /** Null: not back. */
  to: number | null;
}

export class Diary {
  readonly takes: Take[] = [];
  readonly answers: Answer[] = [];
  readonly aways: Away[] = [];
  /** How often something was done, or refused. */
  readonly counts = new Map<string, number>();

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  goes(slackUser: string, why: AwayWhy): void {
    if (!this.isAway(slackUser, why)) this.aways.push({ slackUser, why, from: Date.now(), to: null });
  }

  returns(slackUser: string, why: AwayWhy): void {
    const away = this.aways.find((one) => one.slackUser === slackUser && one.why === why && one.to === null);
    if (away) away.to = Date.now();
  }

  isAway(slackUser: string, why?: AwayWhy): boolean {
    return this.aways.some(
      (one) => one.slackUser === slackUser && one.to === null && (why === undefined || one.why === why),
    );
  }
}
