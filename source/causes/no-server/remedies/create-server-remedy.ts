import type { Remedy } from '../../../checks/cause.ts';
import type { CheckContext } from '../../../checks/context.ts';
import type { PlannedRow } from '../../../domain/change/plan.ts';
import type { RemedyAnswers, RemedyInput } from '../../../domain/change/remedy.ts';
import { UserError } from '../../../domain/errors.ts';
import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { formatStoredTime } from '../../../domain/odoo/stored-time.ts';
import { traitsOf } from '../../../domain/odoo/traits.ts';
import { smtpEvidence } from '../../../domain/probes/probe-evidence.ts';
import { tlsModes } from '../../../domain/probes/smtp-report.ts';
import { providers } from '../../../domain/providers/index.ts';
import { Secret } from '../../../domain/secret.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { oneServer, requireOriginal, requireOwnTable } from './require-original.ts';

const encryptions = ['starttls', 'ssl', 'none'] as const;
const noPreset = 'none';

const inputs: readonly RemedyInput[] = [
  {
    name: 'preset',
    label: 'Provider',
    kind: 'choice',
    choices: [noPreset, ...providers.filter(({ endpoints }) => endpoints.length > 0).map(({ id }) => id)],
    suggestion: noPreset,
  },
  { name: 'host', label: 'SMTP server', kind: 'text', suggestion: '' },
  { name: 'port', label: 'Port', kind: 'number', suggestion: '587' },
  { name: 'encryption', label: 'Encryption', kind: 'choice', choices: encryptions, suggestion: 'starttls' },
  { name: 'user', label: 'User name', kind: 'text', suggestion: '' },
  { name: 'password', label: 'Password', kind: 'secret', suggestion: '' },
];

/** A new row, written only after a session with exactly this server and login went well. */
export const create: Remedy = {
  id: 'no-server.create',
  title: 'Set up an outgoing mail server',
  risk: 'careful',
  inputs: async () => inputs,
  async plan(context, request) {
    await requireOriginal(context);
    requireOwnTable(context);
    const wanted = readWanted(request.values);
    const report = await tryServer(context, wanted);
    if (report.failure !== undefined) {
      throw new UserError(
        `The server was tried before it is saved, and that failed: ${report.summary}`,
        'Correct host, port, encryption or login; nothing was saved.',
      );
    }
    const values = toRow(wanted, { series: context.odoo.version.series, now: context.now() });
    return composePlan(create, request, {
      transactions: [[{ kind: 'insert-row', table: 'ir_mail_server', name: 'server', values }]],
      warnings: ['Any active server goes before the one in odoo.conf.'],
      affects: oneServer,
      evidence: [smtpEvidence(report)],
    });
  },
};

interface WantedServer {
  readonly host: string;
  readonly port: number;
  readonly encryption: string;
  readonly user: string;
  readonly password: Secret | undefined;
}

/**
 * What was said; a provider's usual endpoint where no host was.
 * @throws UserError where that is no server.
 */
export const readWanted = ({ texts, secrets }: RemedyAnswers): WantedServer => {
  const preset = providers.find(({ id }) => id === texts['preset'])?.endpoints[0];
  const [port, mode] = preset?.ports.find(([, each]) => each !== 'none') ?? [];
  const given = (texts['host'] ?? '').trim();
  const host = given === '' ? (preset?.host ?? '') : given;
  if (host === '')
    throw new UserError('Which server?', 'Name it with --set host=…, or a provider with --set preset=….');
  const wanted = {
    host,
    port: given === '' && port !== undefined ? port : Number(texts['port'] ?? '587'),
    encryption: given === '' && mode !== undefined ? mode : (texts['encryption'] ?? 'starttls'),
    user: (texts['user'] ?? '').trim(),
    password: secrets['password'],
  };
  if (!Number.isInteger(wanted.port) || wanted.port < 1 || wanted.port > 65_535) {
    throw new UserError(`'${texts['port']}' is no port.`, 'A port is a number up to 65535; 587 is usual.');
  }
  return wanted;
};

const tryServer = (context: CheckContext, { host, port, encryption, user, password }: WantedServer) =>
  context.smtp.probe(
    {
      host,
      port,
      tls: tlsModes.find((mode) => mode === encryption) ?? 'none',
      timeoutMs: context.timeoutMs,
      totalTimeoutMs: context.deadlineMs,
      // Somebody typed it just now: it is tried even if this process saw it refused.
      ...(user === ''
        ? {}
        : { credentials: { kind: 'password', user, secret: password ?? new Secret('') }, retrySecret: true }),
    },
    { signal: context.signal },
  );

/** As Odoo's own create leaves it; 14 knows no smtp_authentication. */
export const toRow = (
  { host, port, encryption, user, password }: WantedServer,
  { series, now }: { readonly series: OdooSeries; readonly now: Date },
): PlannedRow => {
  const moment = formatStoredTime(now);
  return {
    name: host,
    smtp_host: host,
    smtp_port: String(port),
    smtp_encryption: encryption,
    smtp_user: user === '' ? null : user,
    smtp_pass: user === '' || password === undefined ? null : password,
    smtp_debug: 'false',
    sequence: '10',
    active: 'true',
    ...(traitsOf(series).serverAuthentication ? { smtp_authentication: 'login' } : {}),
    create_uid: '1',
    write_uid: '1',
    create_date: moment,
    write_date: moment,
  };
};
