import { smtpPorts } from '../../domain/probes/port-matrix.ts';
import type { MatrixTarget, PortTarget } from './port-probe.ts';

/** Relays that listen on all four ports (their SMTP documentation, 2026-11): silence there is silence on the way. */
const referenceHosts = ['smtp.sendgrid.net', 'smtp.mailgun.org'] as const;
/** An Odoo server talks to it anyway. */
const defaultControl: PortTarget = { host: 'www.odoo.com', port: 443 };

export interface MatrixChoice {
  readonly references?: readonly PortTarget[];
  readonly control?: PortTarget;
}

/**
 * What to measure to tell a blocked port from a silent host: the configured host on its own port and the usual four,
 * reference relays on the same, and a control outside of mail.
 */
export const planMatrix = (configured: PortTarget, choice: MatrixChoice = {}): readonly MatrixTarget[] => {
  const ports = [...new Set([configured.port, ...smtpPorts])];
  const references = choice.references ?? referenceHosts.flatMap((host) => smtpPorts.map((port) => ({ host, port })));
  return [
    ...ports.map((port) => ({ host: configured.host, port, role: 'configured' as const })),
    ...references.map((target) => ({ ...target, role: 'reference' as const })),
    { ...(choice.control ?? defaultControl), role: 'control' as const },
  ];
};
