import { type TlsMode, tlsModes } from '../../domain/probes/smtp-report.ts';
import { probeDomain, readDnsQuestion } from '../../inquiry/probe/probe-domain.ts';
import { probePorts } from '../../inquiry/probe/probe-ports.ts';
import { probeServer } from '../../inquiry/probe/probe-server.ts';
import { formatDnsJson, formatDnsText } from '../../output/format-probe-dns.ts';
import { formatPortJson, formatPortText } from '../../output/format-probe-port.ts';
import { formatSmtpJson, formatSmtpText } from '../../output/format-probe-smtp.ts';
import type { AgentTool } from '../tool.ts';

const plain = { ascii: false, verbose: false } as const;

export const probeSmtpTool: AgentTool = {
  name: 'probe_smtp',
  title: 'Talk to a mail server',
  words: 'One SMTP session, stage by stage, without a login and never past RCPT TO: nothing is sent.',
  takes: {
    server: { kind: 'text', required: true, words: 'host or host:port' },
    from: { kind: 'list', most: 10, words: 'Senders to try' },
    to: { kind: 'list', most: 10, words: 'Recipients to try with each sender; needs from' },
    tls: { kind: 'text', choices: tlsModes, words: "Odoo's encryption; default: what the port is meant for" },
    helo: { kind: 'text', words: 'The EHLO name; default: the one Odoo would use here' },
  },
  asksDatabase: false,
  document: 'probe smtp',
  goOn: 'Ask with fewer senders.',
  answer: async ({ context }, given) => {
    const helo = given.text('helo');
    const tls = tlsModes.find((mode): mode is TlsMode => mode === given.text('tls'));
    const report = await probeServer(context, {
      target: given.text('server') ?? '',
      from: given.list('from'),
      to: given.list('to'),
      ...(tls === undefined ? {} : { tls }),
      ...(helo === undefined ? {} : { helo }),
    });
    return { document: JSON.parse(formatSmtpJson(report)), text: formatSmtpText(report, plain) };
  },
};

export const probePortTool: AgentTool = {
  name: 'probe_port',
  title: 'See whether ports are open',
  words: 'TCP connections, IPv4 and IPv6 apart; of a host without a port: 25, 465, 587 and 2525.',
  takes: { servers: { kind: 'list', required: true, most: 10, words: 'host or host:port' } },
  asksDatabase: false,
  document: 'probe port',
  goOn: 'Ask for fewer servers.',
  answer: async ({ context }, given) => {
    const reports = await probePorts(context, given.list('servers'));
    return { document: JSON.parse(formatPortJson(reports)), text: formatPortText(reports, plain) };
  },
};

export const probeDnsTool: AgentTool = {
  name: 'probe_dns',
  title: "What DNS says of a domain's mail",
  words: 'MX, SPF, DKIM, DMARC and blocklists of a domain, and the SPF record to publish.',
  takes: {
    domain: { kind: 'text', required: true, words: 'acme.com' },
    relay: { kind: 'text', words: 'The server its mail leaves through: may it send, how do receivers see it' },
    selectors: { kind: 'list', most: 10, words: 'DKIM selectors besides the usual ones' },
    from: { kind: 'text', words: 'The envelope sender to judge; default: postmaster at the domain' },
  },
  asksDatabase: false,
  document: 'probe dns',
  goOn: 'Ask without relay.',
  answer: async ({ context }, given) => {
    const relay = given.text('relay');
    const from = given.text('from');
    const question = readDnsQuestion({
      domain: given.text('domain') ?? '',
      selector: given.list('selectors'),
      ...(relay === undefined ? {} : { relay }),
      ...(from === undefined ? {} : { from }),
    });
    const report = await probeDomain(context, question);
    return { document: JSON.parse(formatDnsJson(report)), text: formatDnsText(report, plain) };
  },
};
