import type { Remedy } from '../../checks/cause.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import type { RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { switchMode } from '../tls/switch-mode-remedy.ts';
import { canUseOauth, connectByOauth, usesOauth } from './connect-by-oauth-remedy.ts';
import { enterPassword } from './enter-password-remedy.ts';
import { nameUserOfServer } from './name-user-remedy.ts';
import { usePreset } from './use-preset-remedy.ts';

/** What helps against a refused login, the likeliest first. */
export const chooseLoginRemedies = ({ relay, report }: RelaySession): readonly Remedy[] => [
  ...(report.auth.kind === 'not-offered' ? [switchMode] : []),
  ...(usesOauth(relay) && relay.login.kind === 'none' ? [nameUserOfServer] : []),
  // A server that cannot check logins just now says nothing of the password: another would fare alike.
  ...(report.auth.kind === 'deferred' ? [] : enterAnew(relay)),
];

/** Where Odoo is set to OAuth, a password is the last thing to try. */
const enterAnew = (relay: Relay): readonly Remedy[] => {
  const byPassword = [enterPassword, usePreset];
  if (!canUseOauth(relay)) return byPassword;
  return usesOauth(relay) ? [connectByOauth, ...byPassword] : [...byPassword, connectByOauth];
};
