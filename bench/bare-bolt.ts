import { App, HTTPReceiver, LogLevel } from '@slack/bolt';

// The least that Bolt can do with a click: check the signature, find the listener, acknowledge.
const receiver = new HTTPReceiver({
  signingSecret: process.env.SIGNING_SECRET ?? '',
  endpoints: '/slack/events',
  logLevel: LogLevel.ERROR,
});
const app = new App({
  receiver,
  token: 'xoxb-bare',
  botId: 'B0FACCIA',
  botUserId: 'U0FACCIA',
  tokenVerificationEnabled: false,
  logLevel: LogLevel.ERROR,
});
app.action('take_it', async ({ ack }) => ack());
await receiver.start(Number(process.env.PORT));
process.stdout.write(`${process.env.PORT}\n`);
