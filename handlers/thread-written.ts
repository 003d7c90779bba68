export interface ThreadWrittenDeps {
  noteInternalNote(input: { channel: string; cardTs: string; slackUser: string }): Promise<void>;
}

/** Somebody wrote a message under another one. */
export interface ThreadWritten {
  channel: string;
  /** The message on top. */
  threadTs: string;
  slackUser: string;
}

/** A note under a card shows that its holder is at it. What it says is not read. */
export function threadWritten({ noteInternalNote }: ThreadWrittenDeps) {
  return ({ channel, threadTs, slackUser }: ThreadWritten): Promise<void> =>
    noteInternalNote({ channel, cardTs: threadTs, slackUser });
}
