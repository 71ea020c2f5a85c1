import type { Behaviour } from './behaviour.ts';
import type { CertificateFlaw } from './certificates.ts';
import { type Manners, startMailServer } from './relay-server.ts';

interface Transport {
  readonly tls?: Manners['tls'];
  readonly certificate?: CertificateFlaw;
}

/** A behaviour that keeps to the protocol, whatever it says; by default with STARTTLS and a certificate in order. */
export const mannered = (
  name: string,
  description: string,
  createManners: () => Omit<Manners, 'tls' | 'identity'> = () => ({}),
  transport: Transport = {},
): Behaviour => ({
  description,
  start: ({ certificates, deliver }) =>
    startMailServer(
      name,
      {
        tls: transport.tls ?? 'starttls',
        identity: certificates.identity(transport.certificate ?? 'trusted'),
        ...createManners(),
      },
      deliver,
    ),
});
