/** Where replies and bounces go, and who notifications come from. 17+; before, system parameters say it. */
export interface AliasDomain {
  readonly id: number;
  readonly name: string;
  readonly sequence: number | null;
  readonly catchallAddress: string;
  readonly bounceAddress: string;
  /** Null where none is set. */
  readonly defaultFromAddress: string | null;
}
