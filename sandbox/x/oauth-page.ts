import type { SandboxXUser } from './client-api.ts';
import { escapeHtml } from './text.ts';

const WORDS: Record<string, string> = {
  'tweet.read': 'See posts that you can see',
  'tweet.write': 'Post and reply for you',
  'media.write': 'Upload pictures and videos for you',
  'users.read': 'See your profile',
  'offline.access': 'Stay connected until you revoke it',
};

export function consentPage(
  users: readonly SandboxXUser[],
  scopes: readonly string[],
  request: string,
): string {
  const choices = users
    .map(
      (
        user,
        index,
      ) => `<label><input type="radio" name="username" value="${escapeHtml(user.username)}" ${index === 0 ? 'checked' : ''}>
      <img src="/avatar/${user.id}.svg" alt="" width="40" height="40"><span><b>${escapeHtml(user.name)}</b>@${escapeHtml(user.username)}</span></label>`,
    )
    .join('');
  const wanted = scopes.map((scope) => `<li>${escapeHtml(WORDS[scope] ?? scope)}</li>`).join('');
  return page(
    'Faccia wants to access your account',
    `<form method="post" action="/i/oauth2/authorize"><input type="hidden" name="request" value="${escapeHtml(request)}">
    <h2>Sign in as</h2><div class="users">${choices}</div><h2>Things this app can do</h2><ul>${wanted}</ul>
    <button name="decision" value="allow">Authorize app</button><button class="plain" name="decision" value="deny">Cancel</button></form>`,
  );
}

export function messagePage(title: string, text: string): string {
  return page(title, `<p>${escapeHtml(text)}</p>`);
}

export function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>
:root{color-scheme:light dark;--ink:#0f1419;--soft:#536471;--line:#cfd9de;--paper:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e7e9ea;--soft:#8b98a5;--line:#38444d;--paper:#15181c}}
body{margin:0;min-height:100vh;display:grid;place-items:center;font:16px/1.45 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
main{width:min(420px,calc(100vw - 32px));padding:24px 0}h1{font-size:24px;margin:0 0 8px}h2{font-size:15px;color:var(--soft);margin:20px 0 8px}
.users label{display:flex;gap:12px;align-items:center;padding:10px;border:1px solid var(--line);border-radius:12px;margin-bottom:8px}
.users span{display:grid;color:var(--soft)}.users b{color:var(--ink)}img{border-radius:50%}
button{width:100%;padding:12px;border-radius:999px;border:0;font:inherit;font-weight:700;background:var(--ink);color:var(--paper);margin-top:8px;cursor:pointer}
button.plain{background:none;color:var(--ink);border:1px solid var(--line)}a{color:#1d9bf0}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
}
