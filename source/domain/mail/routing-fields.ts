/** As much of a mail as decides the way it takes. */
export interface RoutingFields {
  readonly from: string | null;
  readonly forcedServerId: number | null;
  /** 17+. */
  readonly aliasDomainId: number | null | undefined;
}
