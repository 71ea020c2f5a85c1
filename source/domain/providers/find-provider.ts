import { providers } from './index.ts';
import type { Provider } from './provider.ts';

/** What is known about a domain's or a server's mail; host names in any case, with or without a final dot. */
export interface MailTraces {
  /** The relay in the outgoing mail server. */
  readonly host?: string;
  /** The MX host names of the domain. */
  readonly mx?: readonly string[];
  /** The domains its SPF record includes. */
  readonly spf?: readonly string[];
}

/** The three may differ: most delivery trouble is a relay that the domain's SPF does not name. */
export interface RecognisedProviders {
  readonly relay: Provider | undefined;
  readonly mailbox: Provider | undefined;
  readonly authorised: readonly Provider[];
}

const tidy = (name: string): string => name.trim().toLowerCase().replace(/\.$/, '');

const endsWith = (name: string, suffix: string): boolean => name === suffix || name.endsWith(`.${suffix}`);

const withSuffix = (name: string, key: 'hosts' | 'mx'): Provider | undefined =>
  providers.find((provider) => provider[key].some((suffix) => endsWith(tidy(name), suffix)));

const withInclude = (include: string): Provider | undefined =>
  providers.find((provider) => provider.spfIncludes.some((known) => endsWith(tidy(include), known)));

/** Who relays, who keeps the mailboxes, and whom SPF lets send, side by side. */
export const recogniseProviders = ({ host, mx = [], spf = [] }: MailTraces): RecognisedProviders => ({
  relay: host === undefined ? undefined : withSuffix(host, 'hosts'),
  mailbox: mx.map((name) => withSuffix(name, 'mx')).find((provider) => provider !== undefined),
  authorised: [...new Set(spf.map(withInclude).filter((provider) => provider !== undefined))],
});

/** The provider a trace points at: the relay before the mailbox host before SPF. */
export const findProvider = (traces: MailTraces): Provider | undefined => {
  const { relay, mailbox, authorised } = recogniseProviders(traces);
  return relay ?? mailbox ?? authorised[0];
};
