import type { WebClient } from '@slack/web-api';
import type { DeskSettings, PeopleSettings } from '../domain/brand.ts';
import { type Finding, fine, problem, skipped, warning } from '../domain/finding.ts';
import { SlackRefusedError, translated } from './slack-errors.ts';

/** Every channel of the YAML: does Slack know it, and is Faccia in it? */
export async function checkChannels(
  client: WebClient,
  desk: DeskSettings,
  configPath: string,
): Promise<Finding[]> {
  const checked = [];
  for (const [channel, place] of placesOfChannels(desk))
    checked.push(await checkChannel(client, channel, `${configPath}: ${place}: channel ${channel}`));
  return checked;
}

async function checkChannel(client: WebClient, id: string, where: string): Promise<Finding> {
  try {
    const { channel } = await translated(() => client.conversations.info({ channel: id }));
    if (channel?.is_archived)
      return problem(`${where} is archived. Unarchive it, or put another one into the YAML.`);
    if (!channel?.is_member)
      return problem(
        `${where} (#${channel?.name}): Faccia is not in it. Type /invite @Faccia in that channel.`,
      );
    return fine(`Channel ${id} (#${channel.name}): Faccia is in it.`);
  } catch (error) {
    if (!(error instanceof SlackRefusedError)) throw error;
    if (error.slackCode === 'missing_scope') return skipped(`Channel ${id}: needs the scopes named above.`);
    if (error.slackCode !== 'channel_not_found') return problem(`${where}: ${error.sentence}`);
    return problem(
      `${where}: Slack knows none with this id, or it is private and Faccia is not in it. Copy the id from the channel's details and type /invite @Faccia there.`,
    );
  }
}

/** Each channel once, with the first place that names it. */
function placesOfChannels({ brands, topics }: DeskSettings): Map<string, string> {
  const places = new Map<string, string>();
  const add = (channel: string, place: string) => {
    if (!places.has(channel)) places.set(channel, place);
  };
  for (const [index, brand] of brands.entries()) {
    add(brand.defaultChannel, `brands[${index}].channels.default`);
    for (const [rule, route] of brand.routes.entries())
      add(route.channel, `brands[${index}].channels.rules[${rule}].channel`);
  }
  for (const [index, topic] of topics.entries()) add(topic.channel, `topics[${index}].channel`);
  return places;
}

/** The people and user groups of the YAML: does Slack know each? */
export async function checkPeople(
  client: WebClient,
  people: PeopleSettings,
  configPath: string,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const { leads, ops, responders } = people;
  if (leads.length === 0)
    findings.push(
      warning(
        `${configPath}: people.leads is empty, so nobody may link the brand's account. Add a Slack user id or user group id.`,
      ),
    );
  const lists = { leads, ops, responders: responders === 'everyone' ? [] : responders };
  let known = 0;
  for (const [list, ids] of Object.entries(lists))
    for (const [index, id] of ids.entries()) {
      const finding = await checkOne(client, id, `${configPath}: people.${list}[${index}]`);
      if (finding === null) known += 1;
      else findings.push(finding);
    }
  if (known > 0) findings.push(fine(`People: Slack knows ${known} of the ids in the YAML.`));
  return findings;
}

/** Null: Slack knows it. */
async function checkOne(client: WebClient, id: string, place: string): Promise<Finding | null> {
  try {
    await translated<unknown>(() =>
      id.startsWith('S') ? client.usergroups.users.list({ usergroup: id }) : client.users.info({ user: id }),
    );
    return null;
  } catch (error) {
    if (!(error instanceof SlackRefusedError)) throw error;
    if (error.slackCode === 'missing_scope') return skipped(`People: ${id} needs the scopes named above.`);
    const kind = id.startsWith('S') ? 'user group' : 'person';
    return problem(
      `${place}: Slack knows no ${kind} ${id} (${error.slackCode}). Copy the id again from the profile or group in Slack.`,
    );
  }
}
