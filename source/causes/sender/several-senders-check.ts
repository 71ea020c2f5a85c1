import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { measureCompanies } from '../../checks/measure/measure-database.ts';
import { measureRoutes, type Routes, type SenderRoute } from '../../checks/measure/routes.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { findAddresses } from '../../domain/mail/address-list.ts';
import type { Company } from '../../domain/odoo/company.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { countOf } from '../../domain/wording/count.ts';
import { shortenText } from '../../domain/wording/shorten.ts';

/** From is one person's or one office's: a field that holds a list makes mails with several authors. */
export const several: Check = {
  id: 'sender.several',
  title: 'One address in each field that mail is sent as',
  owner: 'odoo',
  run: async (context) => {
    const { series } = context.odoo.version;
    const places = await readPlaces(context);
    return places.flatMap(({ subject, place, text, where }) => {
      const judged = judgeFromList({ place, text }, series);
      return judged === undefined
        ? []
        : [
            finding({
              subject,
              status: 'warn',
              summary: judged,
              detail: `Write one address there: ${where}. Who else is to get the answers goes into Reply-To, or follows the document.`,
            }),
          ];
    });
  },
};

/** A field whose text becomes the From of mails. */
interface FromField {
  /** `From of 5 mails`, `The company Acme`. */
  readonly place: string;
  readonly text: string | null | undefined;
}

/**
 * What is wrong with a list in From, as a sentence; undefined where it holds one address. Measured on 17 and 18: 17 sends
 * all of it in From, with no Sender, and takes the first or the last for the envelope as the text is written.
 */
export const judgeFromList = ({ place, text }: FromField, series: OdooSeries): string | undefined => {
  const addresses = findAddresses(text);
  if (addresses.length < 2) return undefined;
  const cost = traitsOf(series).sendsAsFirstAuthor
    ? 'Odoo sends as the first of them, and writes all of it into Reply-To'
    : 'Odoo writes all of it into From, and receivers refuse or distrust mail with several authors (RFC 5322 §3.6.2 wants a Sender field then)';
  return `${place} holds ${addresses.length} addresses in one field, “${shortenText(text ?? '', 120)}”: ${cost}.`;
};

interface Place extends FromField {
  readonly subject: CheckFinding['subject'];
  readonly where: string;
}

const readPlaces = async (context: CheckContext): Promise<readonly Place[]> => {
  const [{ facts, routes }, { value: companies }] = await Promise.all([
    measureRoutes(context),
    measureCompanies(context),
  ]);
  return listFromFields({ facts, routes, companies, configurationPath: context.target.configuration });
};

interface FromFacts extends Pick<Routes, 'facts'> {
  readonly routes: readonly Pick<SenderRoute, 'sender'>[];
  readonly companies: readonly Pick<Company, 'id' | 'name' | 'email' | 'active'>[];
  readonly configurationPath: string | undefined;
}

/** Every field whose text stands in From: of mails, companies, alias domains, and of Odoo as a whole. */
export const listFromFields = ({ facts, routes, companies, configurationPath }: FromFacts): readonly Place[] => {
  const { series, parameters, aliasDomains = [], configuration } = facts;
  const byText = Map.groupBy(
    routes.filter(({ sender }) => sender.mails > 0),
    ({ sender }) => sender.from ?? '',
  );
  const at = (menu: Parameters<typeof menuPath>[1]): string => menuPath(series, menu);
  return [
    ...[...byText].map(([text, ways]) => ({
      subject: null,
      place: `From of ${countOf(
        ways.reduce((sum, { sender }) => sum + sender.mails, 0),
        'mail',
      )}`,
      text,
      where: `the e-mail address of their author, or the template that wrote them (${at('contacts')})`,
    })),
    ...companies
      .filter(({ active }) => active)
      .map(({ id, name, email }) => ({
        subject: `company:${id}`,
        place: `The company ${name}`,
        text: email,
        where: at('companies'),
      })),
    ...aliasDomains.map(({ id, name, defaultFromAddress }) => ({
      subject: `alias-domain:${id}`,
      place: `The default From of the alias domain ${name}`,
      text: defaultFromAddress,
      where: at('alias-domains'),
    })),
    {
      subject: null,
      place: 'mail.default.from',
      text: parameters['mail.default.from'],
      where: at('system-parameters'),
    },
    {
      subject: 'conf',
      place: 'email_from',
      text: configuration.emailFrom,
      where: configurationPath ?? 'odoo.conf',
    },
  ];
};
