import { Router } from 'express';
import { messagePage, page } from './oauth-page.ts';
import { escapeHtml } from './text.ts';
import { NO_PICTURE, type World } from './world.ts';

const COLOURS = ['#0b6b57', '#8a3ffc', '#b4552d', '#1f6feb', '#a2295b', '#5b6b2e', '#00758f', '#7a4f01'];

const NOBODY =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="#cfd9de"/>' +
  '<circle cx="48" cy="38" r="17" fill="#fff"/><path d="M16 88a32 32 0 0 1 64 0" fill="#fff"/></svg>';

/** What people see in a browser: a post, and everybody's picture. */
export function pagesRouter(world: World): Router {
  const router = Router();
  router.get('/avatar/:file', (request, response) => {
    const user = world.users.get((request.params.file ?? '').replace(/\.svg$/u, ''));
    const name = user?.name ?? '?';
    const initials = name
      .split(/\s+/u)
      .slice(0, 2)
      .map((part) => [...part][0] ?? '')
      .join('')
      .toUpperCase();
    const colour = COLOURS[Number(BigInt(user?.id ?? '0') % BigInt(COLOURS.length))];
    response
      .type('svg')
      .set('cache-control', 'max-age=3600')
      .send(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="${colour}"/>` +
          `<text x="48" y="61" font-family="system-ui,sans-serif" font-size="36" font-weight="600" text-anchor="middle" fill="#fff">${escapeHtml(initials)}</text></svg>`,
      );
  });
  router.get(NO_PICTURE, (_request, response) => {
    response.type('svg').send(NOBODY);
  });
  router.get('/:username/status/:id', (request, response) => {
    const post = world.posts.get(request.params.id ?? '');
    const author = post && world.users.get(post.authorId);
    response.type('html');
    if (!post || !author || post.deleted)
      return void response
        .status(404)
        .send(messagePage('This post is not here', 'It was deleted, or never existed.'));
    response.send(
      page(
        `${author.name} on X`,
        `<p><b>${escapeHtml(author.name)}</b> @${escapeHtml(author.username)}</p>
      <p style="white-space:pre-wrap;font-size:20px">${escapeHtml(post.text)}</p><p>${new Date(post.createdAt).toUTCString()}</p>`,
      ),
    );
  });
  return router;
}
