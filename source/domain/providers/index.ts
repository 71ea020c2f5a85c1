import { googleMicrosoftProviders } from './google-microsoft.ts';
import { mailboxHostProviders } from './mailbox-hosts.ts';
import type { Provider } from './provider.ts';
import { regionalHostProviders } from './regional-hosts.ts';
import { sendingServiceProviders } from './sending-services.ts';
import { smallerServiceProviders } from './smaller-services.ts';

/** Every provider that is known, the narrower host name first where two could fit. */
export const providers: readonly Provider[] = [
  ...googleMicrosoftProviders,
  ...sendingServiceProviders,
  ...smallerServiceProviders,
  ...mailboxHostProviders,
  ...regionalHostProviders,
];
