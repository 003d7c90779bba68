/** Where somebody looks while a picture is taken. */
export interface Look {
  /** Slack user id. */
  user: string;
  /** A channel's id, `home`, or `direct`. */
  place?: string;
  /** The Slack thread under this message. */
  thread?: string;
  /** This message stands in the middle. */
  message?: string;
  /** X instead of Slack, where only one of them has room. */
  x?: boolean;
}

/** Takes pictures of what the page shows. */
export interface Camera {
  take(name: string, look: Look): Promise<void>;
}

/** For a story without pictures. */
export const NO_CAMERA: Camera = { take: async () => undefined };
