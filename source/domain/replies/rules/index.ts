import type { ReplyRule } from '../reply-rule.ts';
import { authenticationRules } from './authentication-rules.ts';
import { basicCodeRules } from './basic-codes-rules.ts';
import { enhancedCodeRules, tellingCodeRules } from './enhanced-codes-rules.ts';
import { gatewayRules } from './gateways-rules.ts';
import { googleRules } from './google-rules.ts';
import { looseWordRules } from './loose-words-rules.ts';
import { microsoftDeliveryRules } from './microsoft-delivery-rules.ts';
import { microsoftSubmissionRules } from './microsoft-submission-rules.ts';
import { msmtpdRules } from './msmtpd-rules.ts';
import { networkRules } from './network-rules.ts';
import { asianRules } from './networks-asia-rules.ts';
import { europeanRules } from './networks-europe-rules.ts';
import { oauthRules } from './oauth-rules.ts';
import { odooRules } from './odoo-rules.ts';
import { handshakeRules } from './openssl-rules.ts';
import { ownRelayRules } from './own-relay-rules.ts';
import { paceRules } from './pace-rules.ts';
import { addressErrorRules, exceptionRules } from './python-rules.ts';
import { fullMailboxRules, recipientRules } from './recipients-rules.ts';
import { blocklistRules, contentRules, filterRules } from './reputation-rules.ts';
import { senderRules } from './senders-rules.ts';
import { sendingServiceRules } from './sending-services-rules.ts';
import { sessionOrderRules } from './session-order-rules.ts';
import { signingInRules } from './signing-in-rules.ts';
import { sizeRules } from './size-rules.ts';
import { temporaryRules } from './temporary-rules.ts';
import { tlsRules } from './tls-rules.ts';
import { yahooAppleRules } from './yahoo-apple-rules.ts';

/** Groups in the order in which they are asked: one server's own words, everybody's words, then bare codes. */
const groups: readonly (() => readonly ReplyRule[])[] = [
  oauthRules,
  odooRules,
  addressErrorRules,
  exceptionRules,
  sessionOrderRules,
  msmtpdRules,
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
