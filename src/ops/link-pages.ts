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

/** The pages' only style: its hash stands in their Content-Security-Policy. */
export const PAGE_STYLE = `
  :root { color-scheme: light dark; --ink: #1d2430; --soft: #5b6474; --paper: #fff; --ground: #eef1f5; --accent: #0b6b57; }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #e8ebf0; --soft: #a3acba; --paper: #1b212b; --ground: #12161d; --accent: #3fbf9f; }
  }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground); color: var(--ink);
         font: 17px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
  main { background: var(--paper); border-radius: 16px; padding: 32px; margin: 16px; max-width: 460px;
         box-shadow: 0 1px 2px #0002, 0 12px 40px #0001; }
  h1 { font-size: 24px; line-height: 1.25; margin: 0 0 12px; } p { margin: 0 0 16px; color: var(--soft); }
  strong { color: var(--ink); } code { font-size: 0.9em; }
  button { font: inherit; font-weight: 600; border: 0; border-radius: 999px; padding: 12px 24px; background: var(--accent);
           color: #fff; cursor: pointer; } @media (prefers-color-scheme: dark) { button { color: #08251d; } }
  button:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }`;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)} · Faccia</title><style>${PAGE_STYLE}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>\n`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (letter) => `&#${letter.codePointAt(0)};`);
}
