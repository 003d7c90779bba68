import { escapeHtml, page } from './page.ts';

/** What a browser sees at `/queues` instead of the board. */
export interface BoardPages {
  signIn(): string;
  refused(sentence: string): string;
  off(): string;
}

export const boardPages: BoardPages = {
  signIn: () =>
    page(
      'The queues',
      `<p>Care leads and operations see here what Faccia is about to do.</p>
       <p><a class="button" href="/queues/sign-in">Sign in with Slack</a></p>`,
    ),
  refused: (sentence) =>
    page(
      'Not for you',
      `<p>${escapeHtml(sentence)}</p><p><a class="button" href="/queues/sign-in">Sign in as somebody else</a></p>`,
    ),
  off: () =>
    page(
      'The queues are off',
      `<p>Set <code>SLACK_CLIENT_ID</code> and <code>SLACK_CLIENT_SECRET</code> (your Slack app's page “Basic Information”),
       add <code>PUBLIC_URL/queues/signed-in</code> to the app's redirect URLs, and restart.</p>`,
    ),
};
