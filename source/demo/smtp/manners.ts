import type { RelayReply } from './relay-reply.ts';
import type { Manners, SessionFacts } from './relay-server.ts';
import { replies } from './replies.ts';

type Rules = Omit<Manners, 'tls' | 'identity'>;

/** The password that `bad-login` takes, so that mending it in the demo really mends it. */
export const rightPassword = 'demo-right-password';
/** `recipient-unknown` knows nobody whose address starts with this. */
const unknownRecipientPrefix = 'nobody';

const maxSizeBytes = 1_048_576;

/** A session may use its own login as envelope sender, and nothing else. */
const onlyAsOneself =
  (refusal: (sender: string, user: string) => RelayReply) =>
  (sender: string, { user }: SessionFacts): RelayReply | undefined =>
    user !== null && sender.toLowerCase() === user.toLowerCase() ? undefined : refusal(sender, user ?? 'unknown');

export const refuseLogins = (): Rules => ({
  onLogin: ({ password }) => (password === rightPassword ? undefined : replies.badLogin),
  onSender: (_sender, { user }) => (user === null ? replies.authenticationRequired : undefined),
});

/** Google's app passwords are sixteen letters, shown in groups of four. */
export const wantAppPassword = (): Rules => ({
  onLogin: ({ password }) =>
    /^[a-z]{16}$/.test(password.replaceAll(' ', '')) ? undefined : replies.appPasswordRequired,
  onSender: (_sender, { user }) => (user === null ? replies.authenticationRequired : undefined),
});

export const insistOnTls = (): Rules => ({
  onSender: (_sender, { encrypted }) => (encrypted ? undefined : replies.mustStartTls),
});

export const refuseConnections = (): Rules => ({ onConnect: () => replies.tooManyConnections });

export const refuseEveryRecipient = (reply: RelayReply) => (): Rules => ({ onRecipient: () => reply });

export const refuseEveryMessage = (reply: RelayReply) => (): Rules => ({ onMessage: () => reply });

export const refuseForeignSenders = (): Rules => ({ onSender: onlyAsOneself(replies.notOwner) });

export const denySendingAs = (): Rules => ({ onSender: onlyAsOneself(() => replies.sendAsDenied) });

export const refuseBounceAddress = (): Rules => ({
  onSender: (sender) => (/^bounce[@+]/i.test(sender) ? replies.bounceRefused(sender) : undefined),
});

export const knowNobody = (): Rules => ({
  onRecipient: (recipient) =>
    recipient.toLowerCase().startsWith(unknownRecipientPrefix) ? replies.unknownRecipient(recipient) : undefined,
});

export const limitSize = (): Rules => ({
  maxSizeBytes,
  onMessage: ({ sizeBytes }) => (sizeBytes > maxSizeBytes ? replies.tooLarge : undefined),
});

/** Each recipient is put off once and then welcome. */
export const greylist = (): Rules => {
  const seen = new Set<string>();
  return {
    onRecipient: (recipient) => {
      if (seen.has(recipient)) return undefined;
      seen.add(recipient);
      return replies.greylisted(recipient);
    },
  };
};
