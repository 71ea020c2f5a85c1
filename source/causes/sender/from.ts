import { type Finding, finding } from '../../domain/finding.ts';
import { menuPath } from '../../domain/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo-series.ts';
import type { RouteFailure } from '../../domain/routing/route.ts';
import { countOf } from '../../domain/wording/count.ts';
import type { Check } from '../cause.ts';
import { readRoutes, type SenderRoute } from '../measure/routes.ts';
import { offerForFrom } from './remedies/offers.ts';

type Blemish = Exclude<RouteFailure['kind'], 'archived'>;

/** Mails for which Odoo finds no address to send from; an archived server is another step's. */
export const from: Check = {
  id: 'sender.from',
  title: 'An address to send from',
  decides: true,
  run: async (context) => {
    const { routes, evidence } = await readRoutes(context);
    const { series } = context.odoo.version;
    const blemishes: readonly Blemish[] = ['no-from', 'bad-from', 'personal'];
    const remedies = await offerForFrom(context);
    return blemishes.flatMap((blemish) => {
      const lost = routes.filter(({ route, sender }) => failsBy(route, blemish) && sender.mails > 0);
      const mails = lost.reduce((sum, { sender }) => sum + sender.mails, 0);
      if (mails === 0) return [];
      return [
        finding({
          ...describe(blemish, lost, mails, series),
          explains: mails,
          evidence,
          remedies: blemish === 'personal' ? [] : remedies,
        }),
      ];
    });
  },
};

const failsBy = (route: SenderRoute['route'], blemish: Blemish): boolean =>
  route.kind === 'fails' && route.failure.kind === blemish;

const describe = (
  blemish: Blemish,
  lost: readonly SenderRoute[],
  mails: number,
  series: OdooSeries,
): Pick<Finding, 'check' | 'status' | 'summary' | 'detail' | 'owner'> => {
  const subject = countOf(mails, 'mail');
  const sample = lost[0]?.sender.from ?? '';
  const settings =
    series >= 17
      ? `the default From of the alias domain (${menuPath(series, 'alias-domains')})`
      : `mail.default.from and mail.catchall.domain (${menuPath(series, 'system-parameters')})`;
  const base = { status: 'fail', owner: 'odoo' } as const;
  switch (blemish) {
    case 'no-from':
      return {
        ...base,
        check: 'sender.no-from',
        summary: `${subject} cannot leave: ${mails === 1 ? 'it has' : 'they have'} no sender, and no default address is set.`,
        detail: `Odoo writes the author's address into a mail. Where there is none it takes ${settings}, then email_from of odoo.conf; none of them says one.`,
      };
    case 'bad-from':
      return {
        ...base,
        check: 'sender.bad-from',
        summary: `${subject} cannot leave: the sender '${sample}' is no address.`,
        detail: `Odoo takes the envelope sender out of it and finds none. Correct the address of the author, or ${settings}.`,
      };
    case 'personal':
      return {
        ...base,
        check: 'sender.personal',
        summary: `${subject} cannot leave: ${mails === 1 ? 'it insists' : 'they insist'} on somebody's personal mail server, which sends only as its owner (${sample} is not).`,
        detail: `Choose another outgoing server for them, or take the owner away from that one: ${menuPath(series, 'outgoing-servers')}.`,
      };
  }
};
