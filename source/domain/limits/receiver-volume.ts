/** Firms whose personal mailboxes have rules for bulk senders. */
export const receiverNames = ['Gmail', 'Yahoo', 'Outlook.com'] as const;

export type ReceiverName = (typeof receiverNames)[number];

/** To how many recipients at each mail left in a day, as far as the database still shows it: every number means "at least". */
export interface ReceiverVolume {
  readonly recipients: Readonly<Record<ReceiverName, number>>;
  readonly others: number;
  /** False: the time allowed ended before a whole day had been walked. */
  readonly complete: boolean;
  /** Email Marketing is there, whose mails delete themselves once they are sent: few recipients may mean many. */
  readonly mailings: boolean;
}

/** The first labels that the domains below have: what does not begin like this is no domain of theirs. */
export const receiverLabels: readonly string[] = [
  ...['gmail', 'googlemail'],
  ...['yahoo', 'ymail', 'rocketmail', 'aol', 'aim'],
  ...['outlook', 'hotmail', 'live', 'msn'],
];

const country = String.raw`(?:com|[a-z]{2}|com?\.[a-z]{2})`;

/** Yahoo Japan is another firm, with rules of its own. */
const domains: Readonly<Record<ReceiverName, RegExp>> = {
  Gmail: /^(?:gmail|googlemail)\.com$/,
  Yahoo: new RegExp(String.raw`^(?:(?:yahoo|aol)\.(?!co\.jp$)${country}|(?:ymail|rocketmail|aim)\.com)$`),
  'Outlook.com': new RegExp(String.raw`^(?:(?:outlook|hotmail|live)\.${country}|msn\.com)$`),
};

/** Whose personal mailboxes a domain has, in lower case; undefined for everybody else's, and for companies' at the same firms. */
export const receiverOf = (domain: string): ReceiverName | undefined =>
  receiverNames.find((name) => domains[name].test(domain));
