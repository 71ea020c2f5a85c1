import { base64, exchangeSecret, type LoginMechanism, refuseFurtherChallenges } from './mechanism.ts';

/** AUTH LOGIN as smtplib says it: the user as initial response, the password for the challenge that follows. */
export const authenticateLogin: LoginMechanism = async (conversation, { user, secret }) => {
  const first = await exchangeSecret(conversation, 'AUTH LOGIN', base64(user));
  if (first.code !== 334) return { reply: first };
  return { reply: refuseFurtherChallenges(await exchangeSecret(conversation, '', base64(secret.reveal()))) };
};
