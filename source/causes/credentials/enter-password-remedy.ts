import type { Remedy, RemedyRequest } from '../../checks/cause.ts';
import type { RemedyInput } from '../../domain/change/remedy.ts';
import { UserError } from '../../domain/errors.ts';
import type { Secret } from '../../domain/secret.ts';
import { planSettings } from '../../remedies/outgoing-server/plan-settings.ts';
import { findRelay, requireText } from '../../remedies/outgoing-server/server-settings.ts';
import { trySettings } from '../../remedies/outgoing-server/try-settings.ts';

/** The typed password. @throws UserError when none was. */
export const requirePassword = ({ values }: RemedyRequest): Secret => {
  const secret = values.secrets['password'];
  if (secret === undefined || secret.reveal() === '') throw new UserError('The password is missing.');
  return secret;
};

export const passwordInput: RemedyInput = { name: 'password', label: 'Password', kind: 'secret' };

export const userInput = (user: string | null): RemedyInput => ({
  name: 'user',
  label: 'User',
  kind: 'text',
  ...(user === null || user === '' ? {} : { suggestion: user }),
});

/** A new user and password, saved only after the server took them. */
export const enterPassword: Remedy = {
  id: 'credentials.password',
  title: 'Enter user and password anew; they are tried before they are saved',
  risk: 'safe',
  setsServer: true,
  inputs: async (context, subject) => [userInput((await findRelay(context, subject)).user), passwordInput],
  plan: async (context, request) => {
    const relay = await findRelay(context, request.subject);
    const settings = { user: requireText(request, 'user', 'The user'), password: requirePassword(request) };
    const trial = await trySettings(context, relay, settings);
    const { auth } = trial.report;
    if (auth.kind !== 'accepted')
      throw new UserError(
        `Nothing was saved: ${relay.title} did not ask for a login, so the password could not be tried.`,
      );
    const isOauth = relay.server?.oauth !== null && relay.server !== null;
    return await planSettings(context, {
      action: enterPassword.id,
      title: `Save the password for ${relay.title} that it has just accepted`,
      risk: enterPassword.risk,
      relay,
      settings,
      trial,
      warnings: isOauth
        ? ['The server logs in with a password from then on, not by OAuth; the consent stays stored.']
        : [],
    });
  },
};
