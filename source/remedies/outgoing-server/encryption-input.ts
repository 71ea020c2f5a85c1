import type { RemedyRequest } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import type { RemedyInput } from '../../domain/change/remedy.ts';
import { UserError } from '../../domain/errors.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { type TlsMode, tlsModes } from '../../domain/probes/smtp-report.ts';
import { isSetInConf, requirePort, requireText } from './server-settings.ts';

export const encryptionInput = (context: CheckContext, relay: Relay, suggestion: TlsMode): RemedyInput => ({
  name: 'encryption',
  label: 'Encryption (none, starttls, ssl)',
  kind: 'choice',
  choices: modesOf(context, relay),
  suggestion,
});

/** odoo.conf knows STARTTLS or nothing; only 19 has the modes that verify. */
const modesOf = ({ odoo }: CheckContext, relay: Relay): readonly TlsMode[] => {
  if (isSetInConf(relay)) return ['none', 'starttls'];
  return traitsOf(odoo.version.series).verifyingModes ? tlsModes : tlsModes.filter((mode) => !mode.endsWith('_strict'));
};

/** @throws UserError for a word that is no mode. */
export const parseMode = (text: string): TlsMode => {
  const mode = tlsModes.find((one) => one === text);
  if (mode === undefined) throw new UserError(`'${text}' is no encryption.`, `Choose one of ${tlsModes.join(', ')}.`);
  return mode;
};

/** Port and encryption as they were answered. @throws UserError where one of them is none. */
export const requirePortAndMode = (request: RemedyRequest): { readonly port: number; readonly tls: TlsMode } => ({
  port: requirePort(request),
  tls: parseMode(requireText(request, 'encryption', 'The encryption')),
});
