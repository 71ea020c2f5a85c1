import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { toUtc } from '../../database/content/moments.ts';
import { handshakeFailed, type SeededFailure } from '../../database/content/seeded-failures.ts';
import { mainServerId } from '../../database/content/seeded-servers.ts';
import type { ScenarioContext } from '../../scenario.ts';

/**
 * Until 18 no mode looks at the certificate, so only the wrong mode can fail: `ssl` on a port that begins in the clear. 19
 * has modes that look, and the relay's certificate ran out.
 */
export async function breakHandshake({ sql, series, addresses }: ScenarioContext, at: Date): Promise<void> {
  const [encryption, behaviour] = series >= 19 ? ['starttls_strict', 'expired'] : ['ssl', 'good'];
  await sql.query(
    `update ir_mail_server set smtp_encryption = $1, smtp_port = $2, write_uid = 2, write_date = $3 where id = $4`,
    [encryption, addresses.smtpPort(behaviour), toUtc(at), mainServerId],
  );
}

/** What Odoo keeps of it: the words of Python's ssl, with a line number that differs from build to build. */
export function handshakeFailure(series: OdooSeries): SeededFailure {
  return handshakeFailed(
    series,
    series >= 19
      ? '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)'
      : '[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)',
  );
}
