import type { PublicProfile } from '../../domain/disclosure.ts';
import type { Clock } from '../../ports.ts';
import type { Tokens } from '../../stores.ts';
import type { XClients } from './client.ts';
import { reading } from './failures.ts';
import { unescapeText } from './posts.ts';

/** X's picture of whoever has none: https://abs.twimg.com/sticky/default_profile_images/default_profile_normal.png */
const NO_PICTURE = '/default_profile_images/';

/** What X shows of the account that these tokens belong to. Costs one `user_read`. Throws like every reading. */
export function readProfile(
  clients: XClients,
  clock: Clock,
  { accessToken }: Tokens,
): Promise<PublicProfile> {
  return reading(clock, async () => {
    const { data } = await clients.user(accessToken).v2.get<{ data?: Record<string, unknown> }>('users/me', {
      'user.fields': 'description,profile_image_url',
    });
    const { description, profile_image_url: picture } = data ?? {};
    return {
      bio: typeof description === 'string' ? unescapeText(description) : '',
      picture: typeof picture === 'string' && picture !== '' && !picture.includes(NO_PICTURE),
    };
  });
}
