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
  button, a.button { font: inherit; font-weight: 600; border: 0; border-radius: 999px; padding: 12px 24px; background: var(--accent);
           color: #fff; cursor: pointer; } @media (prefers-color-scheme: dark) { button, a.button { color: #08251d; } }
  a.button { display: inline-block; text-decoration: none; }
  button:focus-visible, a:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }`;

/** A page without a script and without anything from outside. */
export function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)} · Faccia</title><style>${PAGE_STYLE}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>\n`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (letter) => `&#${letter.codePointAt(0)};`);
}
