import { createHmac } from 'node:crypto';
import { base64, exchangeSecret, type LoginMechanism, refuseFurtherChallenges } from './mechanism.ts';

/** RFC 2195: the secret itself never travels. */
export const authenticateCramMd5: LoginMechanism = async (conversation, { user, secret }) => {
  const first = await conversation.exchange('auth', 'AUTH CRAM-MD5');
  if (first.code !== 334) return { reply: first };
  const challenge = Buffer.from(conversation.challenge, 'base64');
  const digest = createHmac('md5', secret.reveal()).update(challenge).digest('hex');
  conversation.log.hide(digest);
  return { reply: refuseFurtherChallenges(await exchangeSecret(conversation, '', base64(`${user} ${digest}`))) };
};
