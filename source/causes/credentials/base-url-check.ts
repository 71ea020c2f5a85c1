import { type Check, offer, type Remedy } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { measureParameters } from '../../checks/measure/measure-database.ts';
import { sentences } from '../../checks/measure/relay-words.ts';
import { measureRelays } from '../../checks/measure/relays.ts';
import { UserError } from '../../domain/errors.ts';
import { finding } from '../../domain/finding/finding.ts';
import { judgeBaseUrl } from '../../domain/odoo/base-url.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import { composePlan } from '../../remedies/compose-plan.ts';
import { planParameters } from '../../remedies/plan-parameters.ts';
import { usesOauth } from './connect-by-oauth-remedy.ts';

const measure = async (context: CheckContext) => {
  const [{ value: parameters, evidence }, relays] = await Promise.all([
    measureParameters(context),
    measureRelays(context),
  ]);
  const { configuration, settings } = context.target;
  const flaw = judgeBaseUrl({
    url: parameters['web.base.url'],
    isFrozen: (parameters['web.base.url.freeze'] ?? '') !== '',
    proxyMode: configuration === undefined ? undefined : settings.proxyMode.value,
    usesOauth: relays.some(usesOauth),
  });
  return { flaw, evidence };
};

/** Odoo's own address: links in mails begin with it, and accounts are connected by OAuth through it. */
export const baseUrlCheck: Check = {
  id: 'credentials.base-url',
  title: 'Odoo’s own address, for OAuth and for links in mails',
  owner: 'odoo',
  run: async (context) => {
    const { flaw, evidence } = await measure(context);
    if (flaw === undefined) return [];
    return [
      finding({
        status: 'warn',
        summary: flaw.summary,
        detail: sentences(flaw.detail, `Set under ${menuPath(context.odoo.version.series, 'system-parameters')}.`),
        evidence,
        remedies: [offer(setBaseUrl, null, await setBaseUrl.inputs(context, null))],
      }),
    ];
  },
};

/** The address, and the parameter that keeps it when an administrator logs in. */
export const setBaseUrl: Remedy = {
  id: 'credentials.base-url',
  title: 'Set Odoo’s own address, and keep it at every login',
  risk: 'careful',
  inputs: async (context) => {
    const { flaw } = await measure(context);
    const input = { name: 'url', label: 'Address under which people open Odoo', kind: 'text' } as const;
    return [flaw?.suggestion === undefined ? input : { ...input, suggestion: flaw.suggestion }];
  },
  plan: async (context, request) => {
    const said = parseBaseUrl(request.values.texts['url'] ?? '');
    const { steps, evidence } = await planParameters(context, { 'web.base.url': said, 'web.base.url.freeze': 'True' });
    if (steps.length === 0) throw new UserError(`Odoo’s own address is ${said} already.`, 'Run the check again.');
    return composePlan(setBaseUrl, request, {
      transactions: [steps],
      outside: [{ kind: 'signal-cache' }],
      affects: { count: steps.length, noun: 'system parameter' },
      warnings: [
        'Links in mails begin with it from now on; whether people reach Odoo there was not tried.',
        `Register ${said} at Google or Microsoft as the beginning of the redirect address, where an account is connected by OAuth.`,
      ],
      evidence,
    });
  },
};

/** Without the slash at its end. @throws UserError for what is no address. */
export const parseBaseUrl = (text: string): string => {
  const said = text.trim().replace(/\/+$/, '');
  if (/^https?:\/\//.test(said) && URL.canParse(said)) return said;
  throw new UserError(`'${said}' is no address of a website.`, 'Write it as https://odoo.example.com.');
};
