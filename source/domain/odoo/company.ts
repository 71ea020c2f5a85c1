export interface Company {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  /** 16+: companies can be archived. */
  readonly active: boolean;
  readonly parentId: number | null;
  /** 17+; null means that this company has none. */
  readonly aliasDomainId: number | null | undefined;
}
