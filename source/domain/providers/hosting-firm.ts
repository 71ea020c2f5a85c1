import type { Certainty } from './provider.ts';

/** A firm that rents servers, and what its network does to outgoing mail. */
export interface HostingFirm {
  readonly id: string;
  readonly name: string;
  /** Suffixes of the reverse name of the server's address. */
  readonly reverseNames: readonly string[];
  /** What the machine calls its maker (DMI system or chassis vendor), in lower case. */
  readonly vendors: readonly string[];
  readonly blockedPorts: readonly number[];
  readonly wayOut: string;
  readonly certainty: Certainty;
  readonly asOf: string;
  readonly source: string;
}

const hostingFirms: readonly HostingFirm[] = [
  {
    id: 'odoo-online',
    name: 'Odoo Online and Odoo.sh',
    reverseNames: ['odoo.com', 'odoo.sh'],
    vendors: [],
    blockedPorts: [25],
    wayOut: 'Use port 465, 587 or 2525.',
    certainty: 'read',
    asOf: '2026-11-24',
    source:
      'https://www.odoo.com/documentation/master/applications/general/email_communication/email_servers_outbound.html',
  },
  {
    id: 'aws',
    name: 'Amazon EC2',
    reverseNames: ['compute.amazonaws.com', 'compute-1.amazonaws.com'],
    vendors: ['amazon ec2', 'amazon'],
    blockedPorts: [25],
    wayOut: 'Use port 587, 465 or 2587, or ask AWS to lift the port 25 restriction.',
    certainty: 'read',
    asOf: '2026-11-24',
    source: 'https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-smtp.html',
  },
  {
    id: 'google-cloud',
    name: 'Google Cloud',
    reverseNames: ['googleusercontent.com'],
    vendors: ['google', 'google compute engine'],
    blockedPorts: [25],
    wayOut: 'Use port 587 or 465; port 25 is never opened.',
    certainty: 'second-hand',
    asOf: '2026-11-24',
    source: 'https://cloud.google.com/compute/docs/tutorials/sending-mail',
  },
  {
    id: 'azure',
    name: 'Microsoft Azure',
    reverseNames: ['cloudapp.azure.com', 'cloudapp.net'],
    vendors: ['microsoft corporation'],
    blockedPorts: [25],
    wayOut: 'Use an authenticated relay on port 587, which is never restricted.',
    certainty: 'read',
    asOf: '2021-12-01',
    source: 'https://learn.microsoft.com/azure/virtual-network/troubleshoot-outbound-smtp-connectivity',
  },
  {
    id: 'digitalocean',
    name: 'DigitalOcean',
    reverseNames: ['digitalocean.com'],
    vendors: ['digitalocean'],
    blockedPorts: [25, 465, 587],
    wayOut: 'Use port 2525 of a relay that offers it.',
    certainty: 'second-hand',
    asOf: '2026-06-26',
    source: 'https://docs.digitalocean.com/support/why-is-smtp-blocked/',
  },
  {
    id: 'hetzner',
    name: 'Hetzner Cloud',
    reverseNames: ['your-server.de', 'hetzner.com', 'hetzner.cloud'],
    vendors: ['hetzner'],
    blockedPorts: [25, 465],
    wayOut: 'Use port 587, or ask for the unblock in the cloud console.',
    certainty: 'second-hand',
    asOf: '2026-05-30',
    source: 'https://docs.hetzner.com/cloud/servers/faq/',
  },
  {
    id: 'ovh',
    name: 'OVHcloud servers',
    reverseNames: ['vps.ovh.net', 'vps.ovh.ca', 'kimsufi.com', 'ip-ovh.eu'],
    vendors: ['ovh'],
    blockedPorts: [],
    wayOut: 'Port 25 is open until the anti-spam blocks the address: manager > IP > unblock.',
    certainty: 'memory',
    asOf: '2026-11-24',
    source: 'https://help.ovhcloud.com',
  },
  {
    id: 'linode',
    name: 'Akamai (Linode)',
    reverseNames: ['members.linode.com', 'linodeusercontent.com'],
    vendors: ['linode', 'akamai'],
    blockedPorts: [25, 465, 587],
    wayOut: 'Open a ticket to lift the restriction for a new account, or use port 2525.',
    certainty: 'memory',
    asOf: '2026-11-24',
    source: 'https://techdocs.akamai.com/cloud-computing/docs/send-email',
  },
  {
    id: 'vultr',
    name: 'Vultr',
    reverseNames: ['vultrusercontent.com', 'vultr.com'],
    vendors: ['vultr'],
    blockedPorts: [25],
    wayOut: 'Use port 587 or 465, or open a ticket for port 25.',
    certainty: 'second-hand',
    asOf: '2026-11-24',
    source: 'https://docs.vultr.com/what-ports-are-blocked',
  },
  {
    id: 'oracle',
    name: 'Oracle Cloud',
    reverseNames: ['oraclevcn.com', 'oraclecloud.com'],
    vendors: ['oraclecloud.com'],
    blockedPorts: [25],
    wayOut: 'Use port 587 of a relay or OCI Email Delivery, or request the limit to be lifted.',
    certainty: 'second-hand',
    asOf: '2026-11-24',
    source: 'https://docs.oracle.com/iaas/releasenotes/changes/f7e95770-9844-43db-916c-6ccbaf2cfe24/',
  },
  {
    id: 'scaleway',
    name: 'Scaleway Instances',
    reverseNames: ['scw.cloud', 'poneytelecom.eu'],
    vendors: ['scaleway'],
    blockedPorts: [25, 465, 587],
    wayOut: 'Verify the account and switch “Enable SMTP” on in the security group, or use port 2525.',
    certainty: 'memory',
    asOf: '2026-11-24',
    source: 'https://www.scaleway.com/en/docs/instances/how-to/send-emails-from-your-instance/',
  },
  {
    id: 'zerops',
    name: 'Zerops',
    reverseNames: ['zerops.io'],
    vendors: [],
    blockedPorts: [25, 465],
    wayOut: 'Use port 587 or 2525.',
    certainty: 'read',
    asOf: '2026-11-24',
    source: 'https://docs.zerops.io',
  },
];

/** The firm that runs this server, by the reverse name of its address or by the vendor the machine names. */
export const findHostingFirm = ({
  reverseName,
  vendor,
}: {
  readonly reverseName?: string;
  readonly vendor?: string;
}): HostingFirm | undefined => {
  const name = reverseName?.toLowerCase().replace(/\.$/, '');
  const maker = vendor?.trim().toLowerCase();
  return hostingFirms.find(
    (firm) =>
      (name !== undefined && firm.reverseNames.some((suffix) => name === suffix || name.endsWith(`.${suffix}`))) ||
      (maker !== undefined && firm.vendors.includes(maker)),
  );
};
