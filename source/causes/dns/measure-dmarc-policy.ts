import { sharedByName } from '../../checks/measure/shared.ts';
import type { Dmarc } from '../../domain/dns/dmarc/dmarc.ts';
import { readDmarc } from '../../services/dns/dmarc/read-dmarc.ts';

/** What DMARC says about mail whose From is at a domain. */
export const measureDmarcPolicy = sharedByName(
  (context, domain): Promise<Dmarc> => readDmarc(context.dns, domain, { signal: context.signal }),
);

/** Watches without stopping anything; the reports tell who sends. */
export const firstRecord = (domain: string, reports = `dmarc@${domain}`): string =>
  `v=DMARC1; p=none; rua=mailto:${reports}`;
