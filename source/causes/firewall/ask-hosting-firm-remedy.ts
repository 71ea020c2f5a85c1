import type { Remedy } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { UserError } from '../../domain/errors.ts';
import { composePlan } from '../../remedies/compose-plan.ts';
import { findRelay } from '../../remedies/outgoing-server/server-settings.ts';
import { recogniseFirm } from './hosting-check.ts';
import { isUnanswered, measureReachability } from './measure-reachability.ts';

/** A letter to whoever runs the network, with what was measured. */
export const askHostingFirm: Remedy = {
  id: 'firewall.ask',
  title: 'Ask the hosting firm to open the port: the letter',
  risk: 'safe',
  inputs: () => Promise.resolve([]),
  plan: async (context, { subject }) => {
    const relay = await findRelay(context, subject);
    const found = (await measureReachability(context)).find(({ session }) => session.relay.subject === relay.subject);
    if (found !== undefined && !isUnanswered(found)) {
      throw new UserError(
        `Port ${relay.port} of ${relay.host} is open: there is nothing to ask the hosting firm for.`,
        'Run the check again.',
      );
    }
    const firm = await recogniseFirm(context);
    return composePlan(
      {
        ...askHostingFirm,
        title: `Ask ${firm?.name ?? 'the hosting firm'} to open port ${relay.port} for outgoing mail`,
      },
      { subject: relay.subject },
      {
        byHand: [
          {
            owner: 'host',
            words:
              firm === undefined
                ? 'Send this to whoever runs the network that the server stands in.'
                : `Send this to ${firm.name}. ${firm.wayOut}`,
            copy: await writeLetter(context, relay.subject),
          },
        ],
        affects: { count: 1, noun: 'letter' },
      },
    );
  },
};

const writeLetter = async (context: CheckContext, subject: string): Promise<string> => {
  const found = (await measureReachability(context)).find(({ session }) => session.relay.subject === subject);
  const at = context.now().toISOString().slice(0, 16).replace('T', ' ');
  const relay = found?.session.relay;
  const where = relay === undefined ? 'our mail server' : `${relay.host} port ${relay.port}`;
  const attempts = found?.port?.attempts.map(({ address, outcome }) => `  ${address}: ${outcome.kind}`) ?? [];
  const { conclusion } = found ?? {};
  const compared =
    conclusion?.kind === 'port-blocked'
      ? [
          `Other mail servers are silent on TCP port ${conclusion.blocked.join(', ')} as well, while ${conclusion.open.join(', ')} get an answer, so the packets are dropped on the way out of our server.`,
        ]
      : [];
  return [
    'Hello,',
    '',
    `our server cannot open TCP connections to ${where} (measured ${at} UTC):`,
    ...attempts,
    ...compared,
    '',
    'We send invoices and notifications of our own business software, to people who expect them, through an authenticated mail service.',
    'Please open this port for outgoing connections of our server, or tell us which port you leave open for mail.',
    '',
    'Kind regards',
  ].join('\n');
};
