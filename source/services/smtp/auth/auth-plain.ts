import { base64, exchangeSecret, type LoginMechanism, refuseFurtherChallenges } from './mechanism.ts';

/** RFC 4616. Like smtplib, with an initial response, repeated once for a server that asks for it all the same. */
export const authenticatePlain: LoginMechanism = async (conversation, { user, secret }) => {
  const payload = base64(`\0${user}\0${secret.reveal()}`);
  const first = await exchangeSecret(conversation, 'AUTH PLAIN', payload);
  if (first.code !== 334) return { reply: first };
  return { reply: refuseFurtherChallenges(await exchangeSecret(conversation, '', payload)) };
};
