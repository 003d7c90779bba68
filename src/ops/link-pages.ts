import { escapeHtml, page } from './page.ts';

/** The few pages that a browser sees while an account is linked. No script, no outside resource. */
export interface LinkPages {
  /** Asks before anything is used up: link previews and scanners open links too. */
  consent(input: { person: string; workspace: string; brand: string | null; ticket: string }): string;
  linked(input: { person: string; workspace: string; handle: string; name: string; resumed: number }): string;
  problem(sentence: string): string;
}

export const linkPages: LinkPages = {
  consent({ person, workspace, brand, ticket }) {
    const what = brand === null ? 'your own X account' : `the X account @${brand}`;
    return page(
      `Link ${what}`,
      `<p>This link was made for <strong>${escapeHtml(person)}</strong> in the Slack workspace <strong>${escapeHtml(workspace)}</strong>.
       If that is not you, close this page.</p>
       <p>${
         brand === null
           ? 'Answers that you write in Faccia go out from your own account, and only those. Nobody else can post from it.'
           : 'Faccia reads its mentions and introduces colleagues from it.'
       } You can end this at any time with <code>/care unlink</code>.</p>
       <form method="post" action="start"><input type="hidden" name="ticket" value="${escapeHtml(ticket)}">
       <button type="submit">Continue to X</button></form>`,
    );
  },
  linked({ person, workspace, handle, name, resumed }) {
    const waiting = resumed > 0 ? `<p>Answers that waited for this link go out now: ${resumed}.</p>` : '';
    return page(
      `@${handle} is linked`,
      `<p class="ok">${escapeHtml(name)} (<strong>@${escapeHtml(handle)}</strong>) on X is now linked to
       <strong>${escapeHtml(person)}</strong> in <strong>${escapeHtml(workspace)}</strong>.</p>${waiting}
       <p>You can close this page and go back to Slack.</p>`,
    );
  },
  problem: (sentence) => page('Nothing was linked', `<p>${escapeHtml(sentence)}</p>`),
};
