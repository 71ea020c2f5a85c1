import type {
  AddressAttempt,
  ConnectOutcome,
  HostAddress,
  HostAnswer,
  ResolutionFailure,
} from '../../domain/probes/network.ts';
import type { Ipv6State } from '../../domain/probes/port-matrix.ts';
import type { PortReport, PortState } from '../../domain/probes/port-report.ts';
import { exactly, list, milliseconds, oneOfSchemas, record, text, time, wordOf } from './json-schema.ts';

/** A TCP port. */
export const portSchema = { type: 'integer', minimum: 0, maximum: 65_535 };

const family = { enum: [4, 6] };

export const addressSchema = record<HostAddress>({ address: text, family });

export const resolutionSchema = oneOfSchemas(
  record<Extract<HostAnswer, { kind: 'addresses' }>>({ kind: exactly('addresses'), addresses: list(addressSchema) }),
  record<Extract<HostAnswer, { kind: 'failed' }>>({
    kind: exactly('failed'),
    reason: wordOf<ResolutionFailure>({ nxdomain: true, nodata: true, servfail: true, timeout: true, refused: true }),
    detail: text,
  }),
);

const outcome = oneOfSchemas(
  record<Extract<ConnectOutcome, { kind: 'open' | 'timed-out' }>>({
    kind: wordOf<'open' | 'timed-out'>({ open: true, 'timed-out': true }),
  }),
  record<Extract<ConnectOutcome, { kind: 'refused' | 'unreachable' }>>({
    kind: wordOf<'refused' | 'unreachable'>({ refused: true, unreachable: true }),
    errno: text,
  }),
);

export const attemptsSchema = list(
  record<AddressAttempt>({ address: text, family, outcome, durationMs: milliseconds }),
);

/** `probe port` */
export const probePortSchema = record<{ schema: 1; ipv6: Ipv6State; ports: readonly object[] }>({
  schema: exactly(1),
  ipv6: wordOf<Ipv6State>({ works: true, absent: true, broken: true, 'not-measured': true }),
  ports: list(
    record<PortReport & { state: PortState; summary: string }>({
      host: text,
      port: portSchema,
      resolution: resolutionSchema,
      attempts: attemptsSchema,
      at: time,
      durationMs: milliseconds,
      state: wordOf<PortState>({ open: true, refused: true, 'timed-out': true, unreachable: true, unresolved: true }),
      summary: text,
    }),
  ),
});
