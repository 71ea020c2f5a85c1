import { type Check, offer } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureParameters } from '../../checks/measure/measure-database.ts';
import { sentences } from '../../checks/measure/relay-words.ts';
import { measureRoutes, type SenderRoute } from '../../checks/measure/routes.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { MailParameters } from '../../domain/odoo/mail-parameter.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import type { RouteFailure } from '../../domain/routing/route.ts';
import { countOf } from '../../domain/wording/count.ts';
import { offerForFrom } from './remedies/sender-offers.ts';
import { shareServer } from './remedies/share-server-remedy.ts';

type Part = 'sender.no-from' | 'sender.bad-from' | 'sender.personal';

type Blemish = Exclude<RouteFailure['kind'], 'archived'>;

/** Mails for which Odoo finds no address to send from; an archived server is another step's. */
export const from: Check<Part> = {
  id: 'sender.from',
  title: 'An address to send from',
  owner: 'odoo',
  decides: true,
  run: async (context) => {
    const { routes, evidence } = await measureRoutes(context);
    const { series } = context.odoo.version;
    const remedies = await offerForFrom(context);
    const parameters = await ifPossible(context, measureParameters(context));
    const judged = judgeLost(routes, parameters?.value ?? {}, series);
    return await Promise.all(
      judged.map(async ({ dedicated, isPersonal, ...told }) =>
        finding({
          ...told,
          evidence,
          remedies: isPersonal ? await offerShared(context, dedicated) : remedies,
        }),
      ),
    );
  },
};

const offerShared = async (
  context: CheckContext,
  dedicated: ReturnType<typeof findDedicated>,
): Promise<CheckFinding['remedies']> => {
  if (dedicated === undefined) return [];
  const { subject, name } = dedicated;
  return [offer(shareServer, subject, await shareServer.inputs(context, subject), name)];
};

const blemishes: readonly Blemish[] = ['no-from', 'bad-from', 'personal'];

interface LostMails extends Pick<CheckFinding<Part>, 'part' | 'status' | 'summary' | 'explains'> {
  readonly detail: string;
  /** They insist on somebody's own server; `dedicated` where that was chosen for all mass mailings. */
  readonly isPersonal: boolean;
  readonly dedicated: ReturnType<typeof findDedicated>;
}

/** Mails that Odoo cannot send, by what is wrong with their sender. */
export const judgeLost = (
  routes: readonly Pick<SenderRoute, 'route' | 'sender'>[],
  parameters: MailParameters,
  series: OdooSeries,
): readonly LostMails[] =>
  blemishes.flatMap((blemish) => {
    const lost = routes.filter(({ route, sender }) => failsBy(route, blemish) && sender.mails > 0);
    const mails = lost.reduce((sum, { sender }) => sum + sender.mails, 0);
    if (mails === 0) return [];
    const dedicated = findDedicated(lost, parameters);
    const told = describe(blemish, lost, mails, series);
    const detail = sentences(told.detail, dedicated?.words);
    return [{ ...told, detail, explains: mails, isPersonal: blemish === 'personal', dedicated }];
  });

/** Where a personal server that mails insist on was chosen for all mass mailings (mass_mailing/models/mailing.py). */
export const findDedicated = (
  lost: readonly Pick<SenderRoute, 'route'>[],
  parameters: MailParameters,
): { readonly subject: string; readonly name: string; readonly words: string } | undefined => {
  const servers = lost.flatMap(({ route }) =>
    route.kind === 'fails' && route.failure.kind === 'personal' ? [route.failure.server] : [],
  );
  const chosen = servers.find(({ id }) => String(id) === parameters['mass_mailing.mail_server_id']?.trim());
  if (chosen === undefined) return undefined;
  return {
    subject: `server:${chosen.id}`,
    name: chosen.name,
    words: `"${chosen.name}" was chosen for all mass mailings: Email Marketing → Configuration → Settings → Dedicated Server (system parameter mass_mailing.mail_server_id).`,
  };
};

const failsBy = (route: SenderRoute['route'], blemish: Blemish): boolean =>
  route.kind === 'fails' && route.failure.kind === blemish;

const describe = (
  blemish: Blemish,
  lost: readonly Pick<SenderRoute, 'sender'>[],
  mails: number,
  series: OdooSeries,
): Pick<CheckFinding<Part>, 'part' | 'status' | 'summary'> & { readonly detail: string } => {
  const subject = countOf(mails, 'mail');
  const sample = lost[0]?.sender.from ?? '';
  const settings = traitsOf(series).aliasDomains
    ? `the default From of the alias domain (${menuPath(series, 'alias-domains')})`
    : `mail.default.from and mail.catchall.domain (${menuPath(series, 'system-parameters')})`;
  const base = { status: 'fail' } as const;
  switch (blemish) {
    case 'no-from':
      return {
        ...base,
        part: 'sender.no-from',
        summary: `${subject} cannot leave: ${mails === 1 ? 'it has' : 'they have'} no sender, and no default address is set.`,
        detail: `Odoo writes the author's address into a mail. Where there is none it takes ${settings}, then email_from of odoo.conf; none of them says one.`,
      };
    case 'bad-from':
      return {
        ...base,
        part: 'sender.bad-from',
        summary: `${subject} cannot leave: the sender '${sample}' is no address.`,
        detail: `Odoo takes the envelope sender out of it and finds none. Correct the address of the author, or ${settings}.`,
      };
    case 'personal':
      return {
        ...base,
        part: 'sender.personal',
        summary: `${subject} cannot leave: ${mails === 1 ? 'it insists' : 'they insist'} on somebody's personal mail server, which sends only as its owner (${sample} is not).`,
        detail: `Choose another outgoing server for them, or take the owner away from that one: ${menuPath(series, 'outgoing-servers')}.`,
      };
  }
};
