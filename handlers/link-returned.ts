import type { Request, Response } from 'express';
import type { Log, Person } from '../src/ports.ts';
import type { LinkFinished } from '../src/usecases/finish-link.ts';
import { cookieIn } from './cookies.ts';
import { linkCookie, textOf } from './link-opened.ts';
import { judge } from './on-error.ts';

export interface LinkReturnedDeps {
  finishLink(input: { state: string; code: string | null; browser: string | null }): Promise<LinkFinished>;
  people: { get(slackUser: string): Promise<Person> };
  workspace: string;
  pages: {
    linked(input: {
      person: string;
      workspace: string;
      handle: string;
      name: string;
      resumed: number;
    }): string;
    problem(sentence: string): string;
  };
  /** The cookie is `Secure` when people reach us by https. */
  https: boolean;
  log: Log;
}

/** `GET /oauth/x/callback`: X sent the browser back. The page says who is linked to whom, or why nobody is. */
export function linkReturned({ finishLink, people, workspace, pages, https, log }: LinkReturnedDeps) {
  return async (request: Request, response: Response): Promise<void> => {
    response.set('cache-control', 'no-store').set('referrer-policy', 'no-referrer').type('html');
    const { name, ...cookie } = linkCookie(https);
    response.clearCookie(name, cookie);
    try {
      const code = textOf(request.query.code);
      const { account, slackUser, resumed } = await finishLink({
        state: textOf(request.query.state),
        code: code === '' ? null : code,
        browser: cookieIn(request.headers.cookie, name),
      });
      const { name: person } = await people.get(slackUser);
      response.send(pages.linked({ person, workspace, handle: account.handle, name: account.name, resumed }));
    } catch (error) {
      const { level, sentence } = judge(error);
      log[level]('link-failed', { error });
      response.status(level === 'error' ? 500 : 400).send(pages.problem(sentence));
    }
  };
}
