/** What OCA's mail_outbound_static makes of every From that goes through a server. */
export interface StaticFrom {
  readonly address: string;
  /** A From of one of these domains stays as it is; none: nothing stays. */
  readonly keptDomains: readonly string[];
}

/** Null where nothing is set; the module cuts the list at its commas. */
export const toStaticFrom = (
  address: string | null | undefined,
  keptDomains: string | null | undefined,
): StaticFrom | null =>
  address === null || address === undefined || address.trim() === ''
    ? null
    : {
        address: address.trim(),
        keptDomains: (keptDomains ?? '')
          .split(',')
          .map((domain) => domain.trim())
          .filter((domain) => domain !== ''),
      };
