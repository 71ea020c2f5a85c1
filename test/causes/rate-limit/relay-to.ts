import type { Relay } from '../../../source/checks/measure/relays.ts';

/** A server in use with a login of its own. */
export const relayTo = (id: number, host: string): Relay => ({
  subject: `server:${id}`,
  server: null,
  title: host,
  host,
  port: 587,
  tls: 'starttls',
  user: 'odoo@acme.example',
  login: { kind: 'none' },
  isLastResort: false,
  mails: 10,
  routes: [],
  isChosen: true,
});
