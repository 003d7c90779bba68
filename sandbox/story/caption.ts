/** What the page shows of the story. */
export interface Caption {
  chapter: string;
  /** Of the story's day. */
  time: string;
  line: string;
  /** Null while it goes on. */
  saw: string | null;
  seen: number;
  missed: number;
  over: boolean;
}
