import type { ReplyRule } from '../rule.ts';
import { authenticationRules } from './authentication.ts';
import { basicCodeRules } from './basic-codes.ts';
import { enhancedCodeRules, tellingCodeRules } from './enhanced-codes.ts';
import { gatewayRules } from './gateways.ts';
import { googleRules } from './google.ts';
import { looseWordRules } from './loose-words.ts';
import { microsoftDeliveryRules } from './microsoft-delivery.ts';
import { microsoftSubmissionRules } from './microsoft-submission.ts';
import { networkRules } from './network.ts';
import { asianRules } from './networks-asia.ts';
import { europeanRules } from './networks-europe.ts';
import { oauthRules } from './oauth.ts';
import { odooRules } from './odoo.ts';
import { handshakeRules } from './openssl.ts';
import { ownRelayRules } from './own-relay.ts';
import { paceRules } from './pace.ts';
import { addressErrorRules, exceptionRules } from './python.ts';
import { fullMailboxRules, recipientRules } from './recipients.ts';
import { blocklistRules, contentRules, filterRules } from './reputation.ts';
import { senderRules } from './senders.ts';
import { sendingServiceRules } from './sending-services.ts';
import { sessionOrderRules } from './session-order.ts';
import { signingInRules } from './signing-in.ts';
import { sizeRules } from './size.ts';
import { temporaryRules } from './temporary.ts';
import { tlsRules } from './tls.ts';
import { yahooAppleRules } from './yahoo-apple.ts';

/** Groups in the order in which they are asked: one server's own words, everybody's words, then bare codes. */
const groups: readonly (() => readonly ReplyRule[])[] = [
  oauthRules,
  odooRules,
  addressErrorRules,
  exceptionRules,
  sessionOrderRules,
  ownRelayRules,
  networkRules,
  googleRules,
  microsoftSubmissionRules,
  microsoftDeliveryRules,
  yahooAppleRules,
  sendingServiceRules,
  europeanRules,
  asianRules,
  gatewayRules,
  handshakeRules,
  tlsRules,
  signingInRules,
  tellingCodeRules,
  fullMailboxRules,
  paceRules,
  authenticationRules,
  senderRules,
  sizeRules,
  blocklistRules,
  filterRules,
  recipientRules,
  contentRules,
  temporaryRules,
  enhancedCodeRules,
  looseWordRules,
  basicCodeRules,
];

let all: readonly ReplyRule[] | undefined;

/** All rules, in order. Built when first asked for, so that commands which classify nothing do not pay for them. */
export const rules = (): readonly ReplyRule[] => {
  all ??= groups.flatMap((group) => group());
  return all;
};
