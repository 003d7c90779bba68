import { unpackModalData } from '../src/slack/refs.ts';

export interface ReplyClosedDeps {
  stopWriting(input: { threadId: string; slackUser: string }): Promise<void>;
}

export interface Closed {
  slackUser: string;
  privateMetadata: string;
}

/** The reply window was closed without sending: nobody writes there now. */
export function replyClosed({ stopWriting }: ReplyClosedDeps) {
  return async ({ slackUser, privateMetadata }: Closed): Promise<void> => {
    const data = unpackModalData(privateMetadata);
    if (data) await stopWriting({ threadId: data.threadId, slackUser });
  };
}
